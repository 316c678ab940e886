using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Http;
using WeChatMini.Sdk.Login;
using Xunit;

namespace WeChatMini.Sdk.Tests.Errors;

public sealed class ErrorCatalogueTests
{
    private static readonly CallErrors Login = new("code2session", "", CodeExchange.Reading);
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 45, TimeSpan.Zero);

    [Theory]
    [InlineData(-1, WeChatErrorKind.Busy)]
    [InlineData(40029, WeChatErrorKind.LoginAgain)]
    [InlineData(40163, WeChatErrorKind.LoginAgain)]
    [InlineData(40226, WeChatErrorKind.Blocked)]
    [InlineData(45011, WeChatErrorKind.SlowDown)]
    [InlineData(45009, WeChatErrorKind.SlowDown)]
    [InlineData(40013, WeChatErrorKind.Misconfigured)]
    [InlineData(40125, WeChatErrorKind.Misconfigured)]
    [InlineData(40164, WeChatErrorKind.Misconfigured)]
    [InlineData(40243, WeChatErrorKind.Misconfigured)]
    [InlineData(41008, WeChatErrorKind.Misconfigured)]
    [InlineData(40002, WeChatErrorKind.Misconfigured)]
    [InlineData(50002, WeChatErrorKind.Misconfigured)]
    [InlineData(987654, WeChatErrorKind.Misconfigured)]
    public void Each_code_of_a_login_has_one_reaction(int code, WeChatErrorKind kind)
    {
        var failure = Login.OfCode(code, "text, rid: 632d16be-15ad5486-1e378de4", Now);

        Assert.Equal((kind, code, "632d16be-15ad5486-1e378de4"), (failure.Kind, failure.ErrorCode, failure.RequestId));
        Assert.Contains(code.ToString(System.Globalization.CultureInfo.InvariantCulture), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_per_minute_says_how_long_the_minute_lasts() =>
        Assert.Equal(TimeSpan.FromSeconds(15), Login.OfCode(45011, null, Now).RetryAfter);

    [Theory]
    [InlineData("invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist rid: 632d16be-15ad5486-1e378de4", "1.2.3.4")]
    [InlineData("invalid ip 2001:db8::1, not in whitelist", "2001:db8::1")]
    public void An_address_that_is_not_in_the_whitelist_is_shown(string errmsg, string address) =>
        Assert.Contains(address, Login.OfCode(40164, errmsg, Now).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("invalid code, rid: 632d16be-15ad5486-1e378de4", "632d16be-15ad5486-1e378de4")]
    [InlineData("code been used, hints: [ req_id: AijFoqaLRa-pTFm4 ]", "AijFoqaLRa-pTFm4")]
    [InlineData("invalid code hint: [hElexSDNRa-XiBFgA]", "hElexSDNRa-XiBFgA")]
    [InlineData("system error", null)]
    [InlineData(null, null)]
    public void The_request_id_is_read_from_every_form_of_errmsg(string? errmsg, string? expected) => Assert.Equal(expected, ErrorMessage.RequestId(errmsg));

    [Fact]
    public void Every_known_code_has_a_meaning_and_an_advice()
    {
        foreach (var code in Enumerable.Range(-700000, 1_000_000).Concat(Enumerable.Range(10060000, 100)).Concat(Enumerable.Range(268485000, 400)))
        {
            if (ErrorCatalogue.Find(code) is { } known)
            {
                Assert.NotEmpty(known.Meaning);
                Assert.EndsWith(".", known.Advice, StringComparison.Ordinal);
            }
        }
    }
}

using WeChatMini.Sdk.Apis.Tests.Support;

namespace WeChatMini.Sdk.Apis.Tests;

/// <summary>The endpoints of the catalogue that are calls of the core.</summary>
public sealed class CoreCallTests
{
    private static readonly Dictionary<string, Func<Bench, Task>> Calls = new()
    {
        ["/sns/jscode2session"] = async bench => await bench.Client.ExchangeCodeAsync(bench.WeChat.Users.Add("o-bob").NextLoginCode(), Cancellation),
        ["/cgi-bin/stable_token"] = async bench => await bench.Client.AccessTokens.GetTokenAsync(Cancellation),
        ["/cgi-bin/token"] = LegacyTokenAsync,
        ["/wxa/checksession"] = async bench => Assert.True(await bench.Client.UserData.CheckSessionKeyAsync(await bench.SignInAsync("o-alice"), Cancellation)),
        ["/wxa/resetusersessionkey"] = async bench => await bench.Client.UserData.ResetSessionKeyAsync(await bench.SignInAsync("o-alice"), Cancellation),
        ["/wxa/business/getuserencryptkey"] = async bench => await bench.Client.UserData.GetEncryptKeysAsync(await bench.SignInAsync("o-alice"), Cancellation),
        ["/wxa/business/getuserphonenumber"] = async bench => await bench.Client.UserData.GetPhoneNumberAsync(bench.WeChat.Users.Add("o-bob").NextPhoneCode(), cancellationToken: Cancellation),
        ["/wxa/business/checkencryptedmsg"] = async bench => Assert.False((await bench.Client.UserData.CheckEncryptedMessageAsync("AAAA", Cancellation)).IsGenuine),
        ["/wxa/getpaidunionid"] = PaidAsync,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Paths => new(Tree.Catalogue.Endpoints.Where(endpoint => endpoint.Core is not null).Select(endpoint => endpoint.Path));

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_call_of_the_core_reaches_its_endpoint_by_the_method_of_the_catalogue(string path)
    {
        await using var bench = Bench.Start();

        await Calls[path](bench);

        var arrival = bench.WeChat.Journal.Arrivals.Last(arrival => arrival.Path == path);
        Assert.Equal(Tree.Catalogue.Endpoints.Single(endpoint => endpoint.Path == path).Method, arrival.Method);
    }

    private static async Task LegacyTokenAsync(Bench bench)
    {
        // The library itself uses it only where instances share their tokens; the endpoint is the same.
        using var http = new HttpClient();
        Assert.Contains("access_token", await http.GetStringAsync(new Uri(bench.WeChat.BaseAddress, $"/cgi-bin/token?grant_type=client_credential&appid={bench.WeChat.AppId}&secret={bench.WeChat.AppSecret}"), Cancellation), StringComparison.Ordinal);
    }

    private static async Task PaidAsync(Bench bench)
    {
        var failure = await Assert.ThrowsAsync<Errors.WeChatException>(() => bench.Client.UserData.GetPaidUnionIdAsync(bench.WeChat.Users.Add("o-carol").OpenId, cancellationToken: Cancellation));
        Assert.True(failure.ErrorCode is 89002 or 89300);
    }
}

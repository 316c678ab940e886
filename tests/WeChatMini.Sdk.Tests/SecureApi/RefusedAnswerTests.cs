using System.Text;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.ServerApis;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.SecureApi;

/// <summary>Answers that are not WeChat's, not for this app, not of this time or not for this call. None of them is read.</summary>
public sealed class RefusedAnswerTests
{
    public static TheoryData<FakeSecureCorruption> Corruptions => [.. Enum.GetValues<FakeSecureCorruption>().Where(corruption => corruption != FakeSecureCorruption.None)];

    [Theory]
    [MemberData(nameof(Corruptions))]
    public async Task An_answer_that_is_wrong_in_one_way_is_refused(FakeSecureCorruption corruption)
    {
        await using var backend = new SecureBackend();
        backend.WeChat.SecureApi.Corruption = corruption;

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.PostAsync());

        // An operator can do something about a certificate and about a setting in the console.
        var isForOperator = corruption is FakeSecureCorruption.OtherSerial or FakeSecureCorruption.NotSigned or FakeSecureCorruption.InTheClear;
        Assert.Equal(isForOperator ? WeChatErrorKind.Misconfigured : WeChatErrorKind.OutcomeUnknown, failure.Kind);
        Assert.Null(failure.InnerException);
        Assert.DoesNotContain("risk_rank", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(backend.Arrived);

        backend.WeChat.SecureApi.Corruption = FakeSecureCorruption.None;
        Assert.Equal(SecureBackend.Answer, await backend.PostAsync());
    }

    /// <summary>An errcode in the clear is believed, since it says only that nothing was done; success in the clear is not.</summary>
    [Theory]
    [InlineData("""{"errcode":0,"errmsg":"ok"}""")]
    [InlineData("""{"risk_rank":0}""")]
    [InlineData("""{"errcode":"0"}""")]
    [InlineData("not JSON at all, and longer than that")]
    public async Task Success_in_the_clear_is_refused(string reply)
    {
        await using var backend = new SecureBackend();
        backend.WeChat.Faults.Next(FakeFault.Raw(200, "application/json", Encoding.UTF8.GetBytes(reply)), path: SecureBackend.Path);

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.PostAsync());

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Contains("API security", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>"Done before" is success, and success in the clear is what somebody on the way would say. docs/secure-api.md: nothing else is ever believed unsigned.</summary>
    [Fact]
    public async Task Done_before_is_success_only_if_it_is_signed()
    {
        const int DoneBefore = 10060023;
        await using var backend = new SecureBackend();
        var api = new ServerApi(HttpMethod.Post, SecureBackend.Path) { DoneCodes = [DoneBefore] };

        backend.WeChat.Faults.Next(FakeFault.Raw(200, "application/json", Encoding.UTF8.GetBytes($$"""{"errcode":{{DoneBefore}},"errmsg":"done"}""")), path: SecureBackend.Path);
        var failure = await Assert.ThrowsAsync<WeChatException>(() => SendAsync());
        Assert.Equal(DoneBefore, failure.ErrorCode);

        backend.Reply = $$"""{"errcode":{{DoneBefore}},"errmsg":"done"}""";
        await SendAsync();

        Task SendAsync() => backend.Client.ServerApis.SendAsync(api, new ServerApiRequest().WithText(SecureBackend.Question), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_answer_that_was_recorded_is_refused_once_it_is_old()
    {
        await using var backend = new SecureBackend();
        backend.WeChat.SecureApi.Corruption = FakeSecureCorruption.StaleTime;

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.PostAsync());

        Assert.Contains("too old", failure.Message, StringComparison.Ordinal);
    }
}

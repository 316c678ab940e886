using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.UserData;

/// <summary>rawData and its signature.</summary>
public sealed class RawDataTests : IAsyncDisposable
{
    private readonly DataBackend _backend = new();

    public static TheoryData<string> Ids => [.. Vector.Ids("rawData.signature")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_published_example_verifies_and_a_changed_one_does_not(string id)
    {
        var vector = Vector.Get(id);

        // The example that leaves upper case to the implementation: the decoded bytes are compared, so it is accepted.
        var signature = vector.HasInput("signature") ? vector.Input("signature") : vector.Expected("signature");
        var (_, session) = await _backend.SignInAsync(sessionKey: vector.Input("session_key"));

        await Vector.UnderEachCultureAsync(async () => Assert.NotNull(await _backend.Data.VerifyProfileAsync(session, vector.Input("rawData"), signature, Ct)));
        await Assert.ThrowsAsync<WeChatException>(() => _backend.Data.VerifyProfileAsync(session, vector.Input("rawData") + " ", signature, Ct).AsTask());
    }

    [Fact]
    public async Task A_verified_profile_has_its_members()
    {
        var (user, session) = await _backend.SignInAsync();
        user.NickName = "小程序😀";
        var data = user.SealProfile();

        var profile = await _backend.Data.VerifyProfileAsync(session, data.RawData, data.Signature, Ct);

        Assert.Equal("小程序😀", profile.NickName);
        Assert.Equal("zh_CN", profile.Language);
    }

    [Fact]
    public async Task The_key_before_the_last_login_still_verifies_for_a_while()
    {
        var (user, session) = await _backend.SignInAsync();
        var data = user.SealProfile();
        session = await _backend.LoginAsync(user);

        Assert.NotNull(await _backend.Data.VerifyProfileAsync(session, data.RawData, data.Signature, Ct));
        _backend.WeChat.Clock.Advance(TimeSpan.FromMinutes(5));
        await Assert.ThrowsAsync<WeChatException>(() => _backend.Data.VerifyProfileAsync(session, data.RawData, data.Signature, Ct).AsTask());
    }

    [Theory]
    [InlineData("""{"nickName":"a","nickName":"b"}""")]
    [InlineData("""{"other":{"x":1,"x":2}}""")]
    [InlineData("""{"other":[[[[[[[[1]]]]]]]]}""")]
    [InlineData("""["nickName"]""")]
    public async Task A_signed_text_that_is_no_proper_profile_is_refused(string rawData)
    {
        var (user, session) = await _backend.SignInAsync();
#pragma warning disable CA5350 // WeChat's protocol says SHA-1.
        var signature = Convert.ToHexStringLower(System.Security.Cryptography.SHA1.HashData(System.Text.Encoding.UTF8.GetBytes(rawData + user.SessionKey)));
#pragma warning restore CA5350

        var failure = await Assert.ThrowsAsync<WeChatException>(() => _backend.Data.VerifyProfileAsync(session, rawData, signature, Ct).AsTask());

        Assert.Equal(WeChatErrorKind.LoginAgain, failure.Kind);
    }
}

using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Apis.Tests.Core;

/// <summary>code2session: once for the identity alone, once for a session with its key.</summary>
internal static class LoginCalls
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<CoreCall> ExchangeAsync(CoreBench bench)
    {
        var code = bench.WeChat.Users.Add("o-bob", "u-bob").NextLoginCode();
        var identity = await bench.Client.ExchangeCodeAsync(code, Cancellation);
        return new CoreCall
        {
            Sent = Sent(bench, code),
            Read = { ["openid"] = [identity.OpenId], ["unionid"] = [identity.UnionId] },
            Unseen =
            {
                ["session_key"] = new Unseen("It never leaves the library, and here it keeps none. A login is one only if there was a key.", async _ =>
                {
                    bench.WeChat.Faults.Next(FakeFault.WithoutSessionKey);
                    await Assert.ThrowsAsync<WeChatException>(() => bench.Client.ExchangeCodeAsync(bench.WeChat.Users.Find("o-bob")!.NextLoginCode(), Cancellation));
                }),
            },
        };
    }

    public static async Task<CoreCall> LoginAsync(CoreBench bench)
    {
        var alice = bench.WeChat.Users.Add("o-alice", "u-alice");
        var code = alice.NextLoginCode();
        var session = (await bench.Client.LoginAsync(code, Cancellation)).Session;
        return new CoreCall
        {
            Sent = Sent(bench, code),
            Read = { ["openid"] = [session.OpenId], ["unionid"] = [session.UnionId] },
            Unseen = { ["session_key"] = new Unseen("It never leaves the library.", key => OpensAsync(bench, session, alice, key)) },
        };
    }

    /// <summary>Shows that the session has the key: it opens what was sealed with it.</summary>
    public static async Task OpensAsync(CoreBench bench, MiniSession session, FakeUser user, string key)
    {
        var data = user.SealProfile(new FakeSealing { SessionKey = key });
        Assert.Equal(user.NickName, (await bench.Client.UserData.OpenProfileAsync(session, data.EncryptedData, data.Iv, Cancellation)).NickName);
    }

    private static Dictionary<string, object> Sent(CoreBench bench, string code) => new()
    {
        ["appid"] = bench.WeChat.AppId,
        ["secret"] = bench.WeChat.AppSecret,
        ["js_code"] = code,
        ["grant_type"] = "authorization_code",
    };
}

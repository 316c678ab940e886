using System.Security.Cryptography;
using System.Text;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Apis.Tests.Core;

/// <summary>The calls that are signed with the user's session_key, over an empty body.</summary>
internal static class SessionKeyCalls
{
    private const string ResetPath = "/wxa/resetusersessionkey";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<CoreCall> CheckAsync(CoreBench bench)
    {
        var (user, session) = await bench.SignInAsync();
        Assert.True(await bench.Client.UserData.CheckSessionKeyAsync(session, Cancellation));
        return new CoreCall { Sent = Signed(user, user.SessionKey) };
    }

    public static async Task<CoreCall> ResetAsync(CoreBench bench)
    {
        var (user, session) = await bench.SignInAsync();
        var before = user.SessionKey;
        bench.WeChat.Clock.Advance(TimeSpan.FromSeconds(1));
        await bench.Client.UserData.ResetSessionKeyAsync(session, Cancellation);
        return new CoreCall
        {
            Sent = Signed(user, before),
            Unseen =
            {
                ["openid"] = new Unseen("The caller has it in the session; the library compares it.", async openId =>
                {
                    Assert.Equal(session.OpenId, openId);
                    bench.WeChat.Apis.Add(ResetPath, _ => FakeApiAnswer.Json($$"""{"errcode":0,"openid":"o-bob","session_key":"{{user.SessionKey}}"}"""));
                    await Assert.ThrowsAsync<WeChatException>(() => bench.Client.UserData.ResetSessionKeyAsync(session, Cancellation));
                }),
                ["session_key"] = new Unseen("It never leaves the library.", key => LoginCalls.OpensAsync(bench, session, user, key)),
            },
        };
    }

    public static async Task<CoreCall> EncryptKeysAsync(CoreBench bench)
    {
        var (user, session) = await bench.SignInAsync();
        user.NextEncryptKey();
        bench.WeChat.Clock.Advance(TimeSpan.FromMinutes(10));
        user.NextEncryptKey();
        var keys = await bench.Client.UserData.GetEncryptKeysAsync(session, Cancellation);
        return new CoreCall
        {
            Sent = Signed(user, user.SessionKey),
            Read =
            {
                ["key_info_list[].encrypt_key"] = [.. keys.Select(key => Convert.ToBase64String(key.Key.Span))],
                ["key_info_list[].iv"] = [.. keys.Select(key => key.Iv)],
                ["key_info_list[].version"] = [.. keys.Select(key => (object)key.Version)],
                ["key_info_list[].create_time"] = [.. keys.Select(key => (object)key.CreatedAt.ToUnixTimeSeconds())],
                ["key_info_list[].expire_in"] = [.. keys.Select(key => (object)(long)(key.ExpiresAt - bench.Clock.GetUtcNow()).TotalSeconds)],
            },
        };
    }

    private static Dictionary<string, object> Signed(FakeUser user, string key) => new()
    {
        ["openid"] = user.OpenId,
        ["signature"] = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), ReadOnlySpan<byte>.Empty)),
        ["sig_method"] = "hmac_sha256",
    };
}

using System.Security.Cryptography;
using System.Text;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.UserData;

/// <summary>Gates G21 and G22: whatever is wrong is refused, and all refusals look the same.</summary>
public sealed class RefusalTests : IAsyncDisposable
{
    private readonly DataBackend _backend = new();

    public static TheoryData<string> Flaws =>
    [
        "wrong key", "other app", "other user", "stale", "future", "flipped iv", "flipped block", "no watermark", "watermark is text", "no appid", "no timestamp", "timestamp overflows",
        "openid is a number", "duplicate member", "duplicate openid", "nine levels", "not JSON", "an array", "bad UTF-8", "lone surrogate", "bad padding", "padding 0", "padding 17", "padding of white space", "no data", "no iv", "half a block",
        "not Base64", "line breaks", "tab in it", "too long", "iv too short", "iv too long", "nothing decoded", "session ended", "another app's session", "wrong shape", "converter throws",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    [Theory]
    [MemberData(nameof(Flaws))]
    public async Task Every_flaw_is_refused_with_the_same_type_message_and_log_line(string flaw)
    {
        var (user, session) = await _backend.SignInAsync();
        var reference = await _backend.RefusalOfAsync(session, user.SealProfile(new FakeSealing { SessionKey = Convert.ToBase64String(new byte[16]) }));

        Assert.Equal(reference, await RefuseAsync(flaw, user, session));
        Assert.Contains("LoginAgain", reference, StringComparison.Ordinal);
        Assert.Contains("inner: data:0 log:Information 400 UserDataRefused: User data at (default) from o-al… was refused.", reference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_signature_of_a_profile_looks_the_same_too()
    {
        var (user, session) = await _backend.SignInAsync();
        var profile = user.SealProfile();
        var reference = await _backend.RefusalOfAsync(session, "AAAA", profile.Iv);

        foreach (var (rawData, signature) in new[] { (profile.RawData + " ", profile.Signature), (profile.RawData, new string('0', 40)), (null, profile.Signature), (profile.RawData, null) })
        {
            Assert.Equal(reference, await _backend.RefusalOfAsync(() => _backend.Data.VerifyProfileAsync(session, rawData, signature, Ct).AsTask()));
        }
    }

    private static (string EncryptedData, string Iv) Encrypt(FakeUser user, byte[] plaintext, PaddingMode padding = PaddingMode.PKCS7)
    {
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(user.SessionKey);
        return (Convert.ToBase64String(aes.EncryptCbc(plaintext, new byte[16], padding)), Convert.ToBase64String(new byte[16]));
    }

    private async Task<string> RefuseAsync(string flaw, FakeUser user, MiniSession session)
    {
        var data = user.SealProfile();
        var now = _backend.WeChat.Clock.GetUtcNow();
        var watermark = $$"""{"appid":"{{_backend.WeChat.AppId}}","timestamp":{{now.ToUnixTimeSeconds()}}}""";
        Task<string> Text(string json) => Bytes(Encoding.UTF8.GetBytes(json));
        Task<string> Bytes(byte[] plaintext, PaddingMode padding = PaddingMode.PKCS7)
        {
            var (encryptedData, iv) = Encrypt(user, plaintext, padding);
            return _backend.RefusalOfAsync(session, encryptedData, iv);
        }

        Task<string> Padded(params byte[] padding) => Bytes([.. Encoding.UTF8.GetBytes($$"""{"watermark":{{watermark}}}""".PadRight(112 - padding.Length)), .. padding], PaddingMode.None);
        Task<string> Sealed(FakeSealing how) => _backend.RefusalOfAsync(session, user.SealProfile(how));
        switch (flaw)
        {
            case "wrong key": return await Sealed(new FakeSealing { SessionKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)) });
            case "other app": return await Sealed(new FakeSealing { AppId = "wx0000000000000000" });
            case "other user": return await Sealed(new FakeSealing { OpenId = "o-bob" });
            case "stale": return await Sealed(new FakeSealing { Timestamp = now.AddMinutes(-6) });
            case "future": return await Sealed(new FakeSealing { Timestamp = now.AddMinutes(6) });
            case "flipped iv": return await FlipIvAsync(user, session);
            case "flipped block": return await _backend.RefusalOfAsync(session, Flip(data.EncryptedData, 40), data.Iv);
            case "no watermark": return await Text("""{"openId":"o-alice"}""");
            case "watermark is text": return await Text("""{"watermark":"x"}""");
            case "no appid": return await Text($$$"""{"watermark":{"timestamp":{{{now.ToUnixTimeSeconds()}}}}}""");
            case "no timestamp": return await Text($$$"""{"watermark":{"appid":"{{{_backend.WeChat.AppId}}}"}}""");
            case "timestamp overflows": return await Text($$$"""{"watermark":{"appid":"{{{_backend.WeChat.AppId}}}","timestamp":9223372036854775807}}""");
            case "openid is a number": return await Text($$"""{"openId":1,"watermark":{{watermark}}}""");
            case "duplicate member": return await Text($$"""{"nickName":"a","nickName":"b","watermark":{{watermark}}}""");
            case "duplicate openid": return await Text($$"""{"openId":"o-bob","openId":"o-alice","watermark":{{watermark}}}""");
            case "nine levels": return await Text($$"""{"a":[[[[[[[[1]]]]]]]],"watermark":{{watermark}}}""");
            case "not JSON": return await Text("{this is no JSON at all}");
            case "an array": return await Text($$"""[{"watermark":{{watermark}}}]""");
            case "bad UTF-8": return await Bytes([.. Encoding.UTF8.GetBytes($$"""{"watermark":{{watermark}},"nickName":"""), (byte)'"', 0xC3, 0x28, (byte)'"', (byte)'}']);
            case "lone surrogate": return await Text($$"""{"nickName":"\ud800","watermark":{{watermark}}}""");
            case "bad padding": return await Padded(3, 2, 3);
            case "padding 0": return await Padded(0);
            case "padding 17": return await Padded([.. Enumerable.Repeat((byte)17, 17)]);
            case "padding of white space": return await Padded(10);
            case "no data": return await _backend.RefusalOfAsync(session, null, data.Iv);
            case "no iv": return await _backend.RefusalOfAsync(session, data.EncryptedData, null);
            case "half a block": return await _backend.RefusalOfAsync(session, Convert.ToBase64String(new byte[24]), data.Iv);
            case "not Base64": return await _backend.RefusalOfAsync(session, "{}" + data.EncryptedData[2..], data.Iv);
            case "line breaks": return await _backend.RefusalOfAsync(session, data.EncryptedData.Insert(64, "\r\n"), data.Iv);
            case "tab in it": return await _backend.RefusalOfAsync(session, data.EncryptedData + "\t", data.Iv);
            case "too long": return await _backend.RefusalOfAsync(session, new string('A', (16 * 1024) + 4), data.Iv);
            case "iv too short": return await _backend.RefusalOfAsync(session, data.EncryptedData, Convert.ToBase64String(new byte[15]));
            case "iv too long": return await _backend.RefusalOfAsync(session, data.EncryptedData, Convert.ToBase64String(new byte[17]));
            case "nothing decoded": return await _backend.RefusalOfAsync(session, "", data.Iv);
            case "session ended":
                await _backend.Client.Sessions.RevokeAllAsync(session.OpenId, Ct);
                return await _backend.RefusalOfAsync(session, data);
            case "another app's session":
                await using (var other = new DataBackend())
                {
                    return await _backend.RefusalOfAsync((await other.SignInAsync()).Session, data);
                }

            case "wrong shape": return await _backend.RefusalOfAsync(() => _backend.Data.OpenStepsAsync(session, data.EncryptedData, data.Iv, Ct).AsTask());
            case "converter throws":
                var shaped = user.Seal("""{"A":"x"}""");
                return await _backend.RefusalOfAsync(() => _backend.Data.OpenAsync(session, shaped.EncryptedData, shaped.Iv, FreeFormContext.Default.StrictShape, Ct).AsTask());
            default: throw new ArgumentOutOfRangeException(nameof(flaw), flaw, "There is no such flaw.");
        }
    }

    /// <summary>Turns o-alice into n-alice by the initialisation vector alone; the rest of the text, watermark included, stays as it was.</summary>
    private async Task<string> FlipIvAsync(FakeUser user, MiniSession session)
    {
        var (encryptedData, iv) = Encrypt(user, Encoding.UTF8.GetBytes($$$"""{"openId":"o-alice","watermark":{"appid":"{{{_backend.WeChat.AppId}}}","timestamp":{{{_backend.WeChat.Clock.GetUtcNow().ToUnixTimeSeconds()}}}}}"""));
        Assert.NotNull(await _backend.Data.OpenProfileAsync(session, encryptedData, iv, Ct));
        return await _backend.RefusalOfAsync(session, encryptedData, Flip(iv, 11));
    }

    private static string Flip(string text, int index)
    {
        var bytes = Convert.FromBase64String(text);
        bytes[index] ^= 1;
        return Convert.ToBase64String(bytes);
    }
}

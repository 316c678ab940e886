using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Tests.Support;
using WeChatMini.Sdk.UserData;
using Xunit;

namespace WeChatMini.Sdk.Tests.UserData;

/// <summary>
/// Gate G22: whatever an attacker changes that can be seen is refused, every time. What cannot be seen, since the cipher has no
/// authentication, is in docs/user-data.md. Below the budget of failures, which would refuse nearly all of it without a look.
/// </summary>
public sealed class ForgeryTests
{
    private const string OpenId = "o-alice";

    private static readonly int Cases = Long.Or(everyBuild: 1_000, release: 1_000_000);

    private readonly Random _random = new(22);

    public static TheoryData<string> Forgeries => ["vector", "ciphertext", "cut", "swapped blocks", "key", "app", "user", "stale", "future"];

    /// <summary>The seed is the same every time, so that a failure can be looked at.</summary>
    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Nothing_that_is_forged_opens(string kind)
    {
        await using var backend = new DataBackend();
        var (user, session) = await backend.SignInAsync(OpenId);
        var key = Convert.FromBase64String(user.SessionKey);
        var slot = (await backend.Client.App.Store.FindAsync(session.Address, backend.WeChat.Clock.GetUtcNow(), TestContext.Current.CancellationToken)).Key;
        Assert.NotNull(Open(backend, session, slot, Seal(key, Content(backend))));
        for (var number = 0; number < Cases; number++)
        {
            var forged = Forge(kind, backend, key);
            Assert.True(Open(backend, session, slot, forged) is null, string.Create(CultureInfo.InvariantCulture, $"{kind} {number}: {forged.EncryptedData} {forged.Iv}"));
        }

        Assert.NotNull(Open(backend, session, slot, Seal(key, Content(backend))));
    }

    /// <summary>All of it is looked at: the openid begins in the first block, which the vector changes without a trace elsewhere.</summary>
    private static string Content(DataBackend backend, string? openId = null, string? appId = null, long seconds = 0) =>
        $$$"""{"openId":"{{{openId ?? OpenId}}}","watermark":{"appid":"{{{appId ?? backend.WeChat.AppId}}}","timestamp":{{{backend.WeChat.Clock.GetUtcNow().ToUnixTimeSeconds() + seconds}}}}}""";

    private static JsonObject? Open(DataBackend backend, MiniSession session, SessionKeySlot? slot, (string EncryptedData, string Iv) data)
    {
        var (snapshot, now) = (backend.Client.App.Snapshot, backend.WeChat.Clock.GetUtcNow());
        using var keys = CandidateKeys.Of(slot, snapshot, session.OpenId, now);
        return SealedData.Open(data.EncryptedData, data.Iv, keys, FreeFormContext.Default.JsonObject, new DataRules(snapshot, session, now));
    }

    private (string EncryptedData, string Iv) Forge(string kind, DataBackend backend, byte[] key)
    {
        var (cipher, iv) = Encrypt(key, Content(backend));
        switch (kind)
        {
            case "vector":
                // Bytes 11 to 15 are the beginning of the openid.
                iv[_random.Next(11, 16)] ^= (byte)_random.Next(1, 256);
                return Text(cipher, iv);
            case "ciphertext":
                cipher[_random.Next(cipher.Length)] ^= (byte)_random.Next(1, 256);
                return Text(cipher, iv);
            case "cut":
                return Text(cipher[..(_random.Next(1, cipher.Length / 16) * 16)], iv);
            case "swapped blocks":
                var first = _random.Next(0, (cipher.Length / 16) - 1);
                var second = _random.Next(first + 1, cipher.Length / 16);
                var kept = cipher[(first * 16)..((first * 16) + 16)];
                cipher.AsSpan(second * 16, 16).CopyTo(cipher.AsSpan(first * 16));
                kept.CopyTo(cipher.AsSpan(second * 16));
                return Text(cipher, iv);
            case "key":
                var other = (byte[])key.Clone();
                other[_random.Next(16)] ^= (byte)_random.Next(1, 256);
                return Seal(other, Content(backend));
            case "app": return Seal(key, Content(backend, appId: Changed(backend.WeChat.AppId)));
            case "user": return Seal(key, Content(backend, openId: Changed(OpenId)));
            case "stale": return Seal(key, Content(backend, seconds: -_random.NextInt64(301, 1L << _random.Next(10, 34))));
            case "future": return Seal(key, Content(backend, seconds: _random.NextInt64(301, 1L << _random.Next(10, 62))));
            default: throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such forgery.");
        }
    }

    /// <summary>Longer, shorter, or with another character.</summary>
    private string Changed(string text)
    {
        var at = _random.Next(text.Length);
        var letter = (char)('a' + ((char.ToLowerInvariant(text[at]) - 'a' + 27) % 26));
        return _random.Next(4) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, "~"),
            2 => text[..at] + char.ToUpperInvariant(letter) + text[(at + 1)..],
            _ => text + (char)_random.Next('a', 'z' + 1),
        };
    }

    private (string EncryptedData, string Iv) Seal(byte[] key, string content)
    {
        var (cipher, iv) = Encrypt(key, content);
        return Text(cipher, iv);
    }

    private (byte[] Cipher, byte[] Iv) Encrypt(byte[] key, string content)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var iv = new byte[16];
        _random.NextBytes(iv);
        return (aes.EncryptCbc(Encoding.UTF8.GetBytes(content), iv), iv);
    }

    private static (string EncryptedData, string Iv) Text(byte[] cipher, byte[] iv) => (Convert.ToBase64String(cipher), Convert.ToBase64String(iv));
}

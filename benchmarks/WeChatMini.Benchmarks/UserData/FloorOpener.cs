using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using WeChatMini.Benchmarks.Harness;
using WeChatMini.Sdk.UserData;

namespace WeChatMini.Benchmarks.UserData;

/// <summary>The same work with calls of the runtime, as one would write it by hand: key out of its AES-GCM envelope, decoding, decryption, every check, the typed result.</summary>
internal sealed class FloorOpener
{
    private const string OpenId = "oBenchmark0000000000000000001";
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };
    private readonly byte[] _masterKey = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _nonce = RandomNumberGenerator.GetBytes(12);
    private readonly byte[] _tag = new byte[16];
    private readonly byte[] _sealedKey;

    public FloorOpener(string sessionKey)
    {
        var text = Encoding.UTF8.GetBytes(sessionKey);
        _sealedKey = new byte[text.Length];
        using var aes = new AesGcm(_masterKey, 16);
        aes.Encrypt(_nonce, text, _sealedKey, _tag, Encoding.UTF8.GetBytes("key\0" + OpenId + "\0" + App.Id));
    }

    public UserProfileClaim Open(string encryptedData, string iv)
    {
        var key = Convert.FromBase64String(Encoding.UTF8.GetString(SessionKey()));
        var vector = Convert.FromBase64String(iv.Replace(' ', '+'));
        var cipher = encryptedData.Length <= 16 * 1024 ? Convert.FromBase64String(encryptedData.Replace(' ', '+')) : [];
        Require(key.Length == 16 && vector.Length == 16 && cipher.Length > 0 && cipher.Length % 16 == 0);
        using var aes = Aes.Create();
        aes.Key = key;
        var plaintext = aes.DecryptCbc(cipher, vector, PaddingMode.None);
        var wrong = 0;
        var pad = plaintext[^1];
        Require(pad is >= 1 and <= 16);
        foreach (var value in plaintext.AsSpan(plaintext.Length - pad))
        {
            wrong |= value ^ pad;
        }

        var json = plaintext.AsMemory(0, plaintext.Length - pad);
        Require(wrong == 0 && Utf8.IsValid(json.Span));
        using var document = JsonDocument.Parse(json, Strict);
        var data = document.RootElement;
        var watermark = data.GetProperty("watermark"u8);
        var age = DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds(watermark.GetProperty("timestamp"u8).GetInt64());
        Require(watermark.GetProperty("appid"u8).ValueEquals(App.Id) && age.Duration() <= TimeSpan.FromHours(1) && data.GetProperty("openId"u8).ValueEquals(OpenId));
        var result = JsonSerializer.Deserialize(json.Span, FloorJsonContext.Default.UserProfileClaim)!;
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(plaintext);
        return result;
    }

    public UserProfile Verify(string rawData, string signature)
    {
        Require(rawData.Length <= 16 * 1024);
#pragma warning disable CA5350 // WeChat's protocol says SHA-1.
        var hash = SHA1.HashData(Encoding.UTF8.GetBytes(rawData + Encoding.UTF8.GetString(SessionKey())));
#pragma warning restore CA5350
        Require(CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(signature)));
        var json = Encoding.UTF8.GetBytes(rawData);
        using var document = JsonDocument.Parse(json, Strict);
        return JsonSerializer.Deserialize(json, FloorJsonContext.Default.UserProfile)!;
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("The floor refuses what it was given.");
        }
    }

    private byte[] SessionKey()
    {
        var text = new byte[_sealedKey.Length];
        using var aes = new AesGcm(_masterKey, 16);
        aes.Decrypt(_nonce, _sealedKey, _tag, text, Encoding.UTF8.GetBytes("key\0" + OpenId + "\0" + App.Id));
        return text;
    }
}

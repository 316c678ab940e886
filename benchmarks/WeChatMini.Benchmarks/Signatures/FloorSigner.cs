using System.Security.Cryptography;
using System.Text;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.Signatures;

/// <summary>The same work with calls of the runtime: the key out of its AES-GCM envelope, both signatures in hexadecimal, the address with everything in it.</summary>
internal sealed class FloorSigner
{
    public const string AppKey = "0123456789abcdefABCDEFGHIJKLMNOP";

    private const string Purpose = "key\0oBenchmark0000000000000000001\0" + App.Id;
    private readonly byte[] _appKey = Encoding.UTF8.GetBytes(AppKey);
    private readonly byte[] _masterKey = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _nonce = RandomNumberGenerator.GetBytes(12);
    private readonly byte[] _tag = new byte[16];
    private readonly byte[] _sealedKey;

    public FloorSigner(string sessionKey)
    {
        _sealedKey = new byte[sessionKey.Length];
        using var aes = new AesGcm(_masterKey, 16);
        aes.Encrypt(_nonce, Encoding.UTF8.GetBytes(sessionKey), _sealedKey, _tag, Encoding.UTF8.GetBytes(Purpose));
    }

    public Uri Sign(Uri host, string path, string token, byte[] body)
    {
        byte[] paidText = [.. Encoding.UTF8.GetBytes(path + "&"), .. body];
        var paid = Convert.ToHexStringLower(HMACSHA256.HashData(_appKey, paidText));
        var key = SessionKey();
        var signed = Convert.ToHexStringLower(HMACSHA256.HashData(key, body));
        CryptographicOperations.ZeroMemory(key);
        return new Uri($"{host.GetLeftPart(UriPartial.Authority)}{path}?access_token={Uri.EscapeDataString(token)}&pay_sig={paid}&signature={signed}");
    }

    private byte[] SessionKey()
    {
        var text = new byte[_sealedKey.Length];
        using var aes = new AesGcm(_masterKey, 16);
        aes.Decrypt(_nonce, _sealedKey, _tag, text, Encoding.UTF8.GetBytes(Purpose));
        return text;
    }
}

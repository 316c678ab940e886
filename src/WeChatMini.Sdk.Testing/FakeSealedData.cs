using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WeChatMini.Sdk.Testing;

/// <summary>What a mini-program gets from WeChat's client and hands to its server.</summary>
public sealed class FakeSealedData
{
    /// <summary>WeChat escapes nothing that it need not.</summary>
    internal static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private FakeSealedData(string encryptedData, string iv, string? rawData, string? signature)
    {
        EncryptedData = encryptedData;
        Iv = iv;
        RawData = rawData;
        Signature = signature;
    }

    /// <summary>Gets the Base64 of the ciphertext.</summary>
    public string EncryptedData { get; }

    /// <summary>Gets the Base64 of the initialisation vector.</summary>
    public string Iv { get; }

    /// <summary>Gets the profile's text; null for other data.</summary>
    public string? RawData { get; }

    /// <summary>Gets the signature of <see cref="RawData"/>; null for other data.</summary>
    public string? Signature { get; }

    internal static FakeSealedData Of(string json, string sessionKey, bool isTampered)
    {
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(sessionKey);
        var iv = RandomNumberGenerator.GetBytes(16);
        var cipher = aes.EncryptCbc(Encoding.UTF8.GetBytes(json), iv, PaddingMode.PKCS7);
        if (isTampered)
        {
            // The third byte is in the first member's name.
            iv[2] ^= 1;
        }

        return new FakeSealedData(Convert.ToBase64String(cipher), Convert.ToBase64String(iv), null, null);
    }

    internal FakeSealedData With(string rawData, string signature) => new(EncryptedData, Iv, rawData, signature);
}

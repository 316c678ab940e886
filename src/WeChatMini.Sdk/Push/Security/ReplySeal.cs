using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Security;

/// <summary>Encrypts a reply with the Token and key of the push that it answers.</summary>
internal sealed class ReplySeal(byte[] token, byte[] key, byte[] appId, ReadOnlyMemory<char> nonce)
{
    /// <summary>The worked example of WeChat's page has TimeStamp as a number and Nonce as text, and uses the nonce of the push.</summary>
    public byte[] Seal(PushFormat format, ReadOnlySpan<byte> message, DateTimeOffset now) => Seal(format, message, now, RandomNumberGenerator.GetBytes(16));

    internal byte[] Seal(PushFormat format, ReadOnlySpan<byte> message, DateTimeOffset now, ReadOnlySpan<byte> random)
    {
        var nonceText = nonce.ToString();
        var encrypt = PushCipher.Seal(key, appId, message, random);
        var seconds = now.ToUnixTimeSeconds();
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        PushSignature.Compute(token, Encoding.ASCII.GetBytes(seconds.ToString(CultureInfo.InvariantCulture)), Encoding.ASCII.GetBytes(nonceText), Encoding.ASCII.GetBytes(encrypt), hash);
        return ReplyWriter.Write(format, [("Encrypt", encrypt), ("MsgSignature", Convert.ToHexStringLower(hash)), ("TimeStamp", seconds), ("Nonce", nonceText)]);
    }
}

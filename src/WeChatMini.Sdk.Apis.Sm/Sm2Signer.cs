using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using WeChatMini.Sdk.SecureApi;

namespace WeChatMini.Sdk.Apis.Sm;

/// <summary>SM2withSM3, its result in DER. The signer has state, so each message has its own.</summary>
internal sealed class Sm2Signer(ECPrivateKeyParameters key, byte[] identity) : ISecureSigner
{
    /// <summary>Two numbers of 33 bytes at most, and what DER puts around them.</summary>
    public int MaxBytes => 72;

    public int Sign(ReadOnlySpan<byte> data, Span<byte> signature)
    {
        var signer = new SM2Signer();
        signer.Init(true, new ParametersWithID(new ParametersWithRandom(key, new SecureRandom()), identity));
        signer.BlockUpdate(data);
        var made = signer.GenerateSignature();
        made.CopyTo(signature);
        return made.Length;
    }

    public void Dispose()
    {
        // The number is BouncyCastle's and immutable: nobody can empty it.
    }
}

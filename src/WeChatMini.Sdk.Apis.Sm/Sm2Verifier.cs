using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using WeChatMini.Sdk.SecureApi;

namespace WeChatMini.Sdk.Apis.Sm;

/// <summary>SM2withSM3. The signer has state, so each message has its own.</summary>
internal sealed class Sm2Verifier(ECPublicKeyParameters key, byte[] identity) : ISecureVerifier
{
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var signer = new SM2Signer();
        signer.Init(false, new ParametersWithID(key, identity));
        signer.BlockUpdate(data);

        // What is no DER is no signature either: BouncyCastle says false.
        return signer.VerifySignature(signature.ToArray());
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}

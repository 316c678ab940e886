using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>A signature that is yet to be verified, with the certificate that must have made it.</summary>
/// <param name="certificate">The certificate.</param>
/// <param name="signature">The signature in Base64.</param>
/// <param name="timestamp">The time that it covers.</param>
/// <param name="isRetiring">Whether WeChat is about to drop the certificate.</param>
internal readonly struct SignedAnswer(ISecureVerifier certificate, string signature, long timestamp, bool isRetiring)
{
    /// <summary>An RSA signature of 4096 bits has 512; nobody's is longer than this.</summary>
    private const int MaxBytes = 1024;

    public long Timestamp => timestamp;

    public bool IsRetiring => isRetiring;

    /// <exception cref="UnusableAnswerException">The text is not what was signed.</exception>
    public void Verify(ReadOnlySpan<byte> text)
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        if (!Convert.TryFromBase64String(signature, bytes, out var length) || !certificate.Verify(text, bytes[..length]))
        {
            throw new UnusableAnswerException("does not match its signature and is not used");
        }
    }
}

using System.Buffers.Text;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>What is wrong with the settings of the secure API, in a sentence that says what to do and shows no key.</summary>
internal static class SecureApiFlaw
{
    public static string? Of(WeChatSecureApiOptions options)
    {
        if (!options.IsConfigured)
        {
            return null;
        }

        var bytes = options.Algorithm == SecureApiAlgorithm.Sm ? 16 : 32;
        return options.Algorithm is not (SecureApiAlgorithm.Rsa or SecureApiAlgorithm.Sm) ? "SecureApi:Algorithm is Rsa or Sm."
            : options.PreviousSymmetricKeys.Prepend(options.SymmetricKey).Any(key => !IsSerial(key.Serial) || !IsKey(key.Value, bytes)) ? $"set SecureApi:SymmetricKey (and each of PreviousSymmetricKeys) to the Value and the Serial of the console's symmetric key: Base64 of {bytes} bytes for {options.Algorithm}."
            : options.PrivateKey.Value.Length == 0 ? "set SecureApi:PrivateKey:Value to the private key, in PEM, whose public key the console has."
            : options.Algorithm == SecureApiAlgorithm.Sm && !IsSerial(options.PrivateKey.Serial) ? "set SecureApi:PrivateKey:Serial to the serial number of the asymmetric key in the console: with Sm it is part of what is signed."
            : options.PreviousCertificates.Prepend(options.Certificate).Any(key => !IsSerial(key.Serial) || key.Value.Length == 0) ? "set SecureApi:Certificate (and each of PreviousCertificates) to the Value, in PEM, and the Serial of WeChat's certificate in the console."
            : options.PreviousCertificates.Prepend(options.Certificate).DistinctBy(key => key.Serial, StringComparer.OrdinalIgnoreCase).Count() <= options.PreviousCertificates.Count ? "a serial number in SecureApi:PreviousCertificates is there twice."
            : options.AdditionalPaths.Concat(options.ExcludedPaths).Any(static path => path is not ['/', _, ..] || path.Contains('?')) ? "SecureApi:AdditionalPaths and ExcludedPaths are paths such as /cgi-bin/message/subscribe/send, without a query."
            : options.MaxAge < TimeSpan.FromSeconds(10) || options.MaxAge > TimeSpan.FromHours(1) ? "SecureApi:MaxAge must be between 10 seconds and 1 hour."
            : options.Algorithm == SecureApiAlgorithm.Rsa ? Unreadable(options)
            : null;
    }

    /// <summary>Reads the keys once, so that a slip is an error at start-up, and at a reload changes nothing.</summary>
    private static string? Unreadable(WeChatSecureApiOptions options)
    {
        try
        {
            RsaSuite.Instance.Signer(options.PrivateKey).Dispose();
            foreach (var certificate in options.PreviousCertificates.Prepend(options.Certificate))
            {
                RsaSuite.Instance.Verifier(certificate).Dispose();
            }

            return null;
        }
        catch (WeChatException exception)
        {
            return exception.Message;
        }
    }

    private static bool IsSerial(string? text) => text is { Length: > 0 and <= 64 } && text.All(char.IsAsciiLetterOrDigit);

    private static bool IsKey(string? text, int bytes) => text is { Length: > 0 and <= 64 } && Base64.IsValid(text, out var length) && length == bytes;
}

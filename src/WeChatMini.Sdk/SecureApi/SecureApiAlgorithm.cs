namespace WeChatMini.Sdk.SecureApi;

/// <summary>The ciphers that were chosen in the console under Development settings, API security.</summary>
public enum SecureApiAlgorithm
{
    /// <summary>AES256 and RSAwithSHA256: AES-256-GCM, and RSA-PSS with SHA-256.</summary>
    Rsa = 0,

    /// <summary>SM4 and SM2withSM3. Needs the package WeChatMini.Sdk.Apis.Sm and its <c>UseSmCiphers</c>.</summary>
    Sm,
}

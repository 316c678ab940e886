namespace WeChatMini.Sdk.SecureApi;

/// <summary>The ciphers of one <see cref="SecureApiAlgorithm"/>. What cannot be read as a key is a <see cref="Errors.WeChatException"/> without the key in it.</summary>
internal interface ISecureSuite
{
    SecureApiAlgorithm Algorithm { get; }

    ISecureCipher Cipher(byte[] key);

    ISecureSigner Signer(WeChatSecureApiKey key);

    ISecureVerifier Verifier(WeChatSecureApiKey certificate);
}

/// <summary>Authenticated encryption with a nonce of 12 bytes and a tag of 16. For several threads at once.</summary>
internal interface ISecureCipher : IDisposable
{
    void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext, Span<byte> tag, ReadOnlySpan<byte> additionalData);

    /// <summary>Decrypts; false when anything was changed.</summary>
    bool TryDecrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, Span<byte> plaintext, ReadOnlySpan<byte> additionalData);
}

/// <summary>The application's private key. For several threads at once.</summary>
internal interface ISecureSigner : IDisposable
{
    /// <summary>Signs, and returns how many bytes of the destination, which has <see cref="MaxBytes"/>, are the signature.</summary>
    int Sign(ReadOnlySpan<byte> data, Span<byte> signature);

    int MaxBytes { get; }
}

/// <summary>A certificate of WeChat's. For several threads at once.</summary>
internal interface ISecureVerifier : IDisposable
{
    bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);
}

namespace WeChatMini.Sdk.Sessions;

/// <summary>A session_key as ciphertext, with the time that orders it among the user's keys.</summary>
/// <param name="blob">AES-256-GCM ciphertext, bound to the app and the user; about 80 bytes.</param>
/// <param name="obtainedAt">When the exchange that brought it was sent; UTC, whole milliseconds.</param>
public sealed class SealedSessionKey(ReadOnlyMemory<byte> blob, DateTimeOffset obtainedAt)
{
    /// <summary>Gets the ciphertext. A store keeps it as it is.</summary>
    public ReadOnlyMemory<byte> Blob { get; } = blob;

    /// <summary>Gets when the exchange that brought it was sent.</summary>
    public DateTimeOffset ObtainedAt { get; } = obtainedAt;
}

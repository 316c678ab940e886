namespace WeChatMini.Sdk.Testing;

/// <summary>An encryption key of a user, as the mini-program sees it.</summary>
public sealed class FakeEncryptKey
{
    internal FakeEncryptKey(byte[] key, string iv, int version, DateTimeOffset createdAt)
    {
        Key = key;
        Iv = iv;
        Version = version;
        CreatedAt = createdAt;
    }

    /// <summary>Gets the 16 bytes of the key.</summary>
    public ReadOnlyMemory<byte> Key { get; }

    /// <summary>Gets the initialisation vector, 16 characters of text.</summary>
    public string Iv { get; }

    /// <summary>Gets the version.</summary>
    public int Version { get; }

    /// <summary>Gets when it was made.</summary>
    public DateTimeOffset CreatedAt { get; }

    internal DateTimeOffset ExpiresAt => CreatedAt.AddHours(1);
}

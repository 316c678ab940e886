using System.Diagnostics;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.UserData;

/// <summary>A key that WeChat shares between the mini-program (<c>wx.getUserCryptoManager</c>) and this server, for a cipher of the application's choice.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class UserEncryptKey
{
    internal UserEncryptKey(byte[] key, string iv, int version, DateTimeOffset createdAt, DateTimeOffset expiresAt)
    {
        Key = key;
        Iv = iv;
        Version = version;
        CreatedAt = createdAt;
        ExpiresAt = expiresAt;
    }

    /// <summary>Gets the 16 bytes of the key. Not serialised.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public ReadOnlyMemory<byte> Key { get; }

    /// <summary>Gets the initialisation vector, 16 characters of text. Not serialised.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Iv { get; }

    /// <summary>Gets the version, which the mini-program names with what it encrypted.</summary>
    public int Version { get; }

    /// <summary>Gets when the key was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Gets when the key ends, UTC; WeChat gives it an hour.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>Hides the key.</summary>
    public override string ToString() => $"UserEncryptKey {{ Version = {Version}, ExpiresAt = {ExpiresAt:O} }}";
}

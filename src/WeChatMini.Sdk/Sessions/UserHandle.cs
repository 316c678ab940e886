using System.Buffers.Binary;
using System.Buffers.Text;

namespace WeChatMini.Sdk.Sessions;

/// <summary>
/// Names one user of one mini-program without telling who it is: the first 16 bytes of a SHA-256 over a domain label, the
/// AppID and the openid. All records of a user share it, so it is every store's partition key.
/// </summary>
public readonly struct UserHandle : IEquatable<UserHandle>
{
    /// <summary>The length in bytes: 16.</summary>
    public const int Size = 16;

    private readonly UInt128 _value;

    /// <summary>Reads a handle from its 16 bytes.</summary>
    /// <exception cref="ArgumentException">There are not 16 bytes.</exception>
    public UserHandle(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException("A user handle has 16 bytes.", nameof(bytes));
        }

        _value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>Compares two handles.</summary>
    public static bool operator ==(UserHandle left, UserHandle right) => left.Equals(right);

    /// <summary>Compares two handles.</summary>
    public static bool operator !=(UserHandle left, UserHandle right) => !left.Equals(right);

    /// <summary>Writes the 16 bytes.</summary>
    public void CopyTo(Span<byte> destination) => BinaryPrimitives.WriteUInt128BigEndian(destination, _value);

    /// <summary>Returns the 16 bytes in a new array.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public bool Equals(UserHandle other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UserHandle other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(ulong)_value;

    /// <summary>Returns 22 Base64Url characters, fit for a key in a store.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}

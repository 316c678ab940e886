namespace WeChatMini.Sdk.Sessions;

/// <summary>Where a store finds a session: the user's partition and the hash of a token in it.</summary>
/// <param name="user">The partition.</param>
/// <param name="token">The hash of the token that was presented.</param>
public readonly struct SessionAddress(UserHandle user, TokenHash token) : IEquatable<SessionAddress>
{
    /// <summary>Gets the partition.</summary>
    public UserHandle User { get; } = user;

    /// <summary>Gets the hash of the token that was presented.</summary>
    public TokenHash Token { get; } = token;

    /// <summary>Compares two addresses.</summary>
    public static bool operator ==(SessionAddress left, SessionAddress right) => left.Equals(right);

    /// <summary>Compares two addresses.</summary>
    public static bool operator !=(SessionAddress left, SessionAddress right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(SessionAddress other) => User == other.User && Token == other.Token;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SessionAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Token.GetHashCode();
}

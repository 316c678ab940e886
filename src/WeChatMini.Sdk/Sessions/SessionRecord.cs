namespace WeChatMini.Sdk.Sessions;

/// <summary>One device's session as a store keeps it. Immutable; all times are UTC and whole milliseconds.</summary>
public sealed class SessionRecord
{
    /// <summary>Gets the partition: whose session this is.</summary>
    public required UserHandle User { get; init; }

    /// <summary>Gets the hash of the current token.</summary>
    public required TokenHash Token { get; init; }

    /// <summary>Gets the hash of the token before the last rotation, or null when there was none.</summary>
    public TokenHash? PreviousToken { get; init; }

    /// <summary>Gets until when <see cref="PreviousToken"/> still finds this session, exclusive.</summary>
    public DateTimeOffset PreviousTokenUntil { get; init; }

    /// <summary>Gets when the session began. Rotation keeps it.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when its use was last written down.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>Gets when it ends unless it is used before; never later than <see cref="ExpiresAt"/>.</summary>
    public required DateTimeOffset IdleExpiresAt { get; init; }

    /// <summary>Gets when it ends whatever happens.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Gets the library's own data about the user, at most about 2 KB. A store keeps the bytes as they are.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>What <see cref="Data"/> says, read once for as long as this object lives.</summary>
    internal MiniSession? Materialised { get; set; }

    /// <summary>Says whether the session is alive at an instant; at the very instant of its end it is not.</summary>
    public bool IsLive(DateTimeOffset now) => now < IdleExpiresAt && now < ExpiresAt;

    /// <summary>Says whether a token's hash finds this session at an instant: the current one, or the previous one within its grace.</summary>
    public bool Answers(TokenHash token, DateTimeOffset now) =>
        token == Token || (PreviousToken is { } previous && token == previous && now < PreviousTokenUntil);

    /// <summary>Returns this session as it is after a use at <paramref name="now"/>: times only move forward, idle never past the absolute end.</summary>
    public SessionRecord Touched(DateTimeOffset now, DateTimeOffset idleExpiresAt) => new()
    {
        User = User,
        Token = Token,
        PreviousToken = PreviousToken,
        PreviousTokenUntil = PreviousTokenUntil,
        CreatedAt = CreatedAt,
        SeenAt = now > SeenAt ? now : SeenAt,
        IdleExpiresAt = Earlier(ExpiresAt, idleExpiresAt > IdleExpiresAt ? idleExpiresAt : IdleExpiresAt),
        ExpiresAt = ExpiresAt,
        Data = Data,
    };

    /// <summary>Returns this session under a new token, the old one working until <paramref name="graceUntil"/>.</summary>
    public SessionRecord Rotated(TokenHash successor, DateTimeOffset graceUntil) => new()
    {
        User = User,
        Token = successor,
        PreviousToken = Token,
        PreviousTokenUntil = graceUntil,
        CreatedAt = CreatedAt,
        SeenAt = SeenAt,
        IdleExpiresAt = IdleExpiresAt,
        ExpiresAt = ExpiresAt,
        Data = Data,
    };

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}

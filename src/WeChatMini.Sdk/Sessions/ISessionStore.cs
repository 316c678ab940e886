namespace WeChatMini.Sdk.Sessions;

/// <summary>
/// Where sessions are kept. Implement it to use another database; docs/decisions/0003-session-store.md shows each operation
/// as one atomic operation on Redis, DynamoDB, Azure Tables and SQL.
/// </summary>
/// <remarks>
/// <para>Promises that every store makes, and that the contract checks of WeChatMini.Sdk.Testing prove:</para>
/// <list type="number">
/// <item><description>Each operation is atomic within the partition <see cref="UserHandle"/>, and visible to every process once it has returned (linearizable).</description></item>
/// <item><description>Nothing but <see cref="CreateAsync"/> brings a session into being. A touch or rotation that meets a session which has just ended leaves it ended.</description></item>
/// <item><description>Time is the caller's <c>now</c>; a store reads no clock. A session is alive while <c>now</c> is before both of its ends. A time to live in the engine is a backstop only.</description></item>
/// <item><description>What <see cref="CreateAsync"/> acknowledged is kept as durably as the store's documentation says.</description></item>
/// </list>
/// <para>A store keeps bytes as they are, never logs them, and is safe for concurrent use. It opens nothing until first use, of which <see cref="Prepare"/> is the earliest. Any exception
/// it throws, other than one caused by the given cancellation, is reported to callers as "store unavailable" and never as "signed out".</para>
/// </remarks>
public interface ISessionStore
{
    /// <summary>Gets whether other instances of the application cannot see what is stored here, such as memory or a local file.</summary>
    bool IsPerInstance { get; }

    /// <summary>
    /// Says that a login has begun, which will need the store once WeChat has answered. A store with a connection to make begins to make it and returns at
    /// once, so that the user waits for the longer of the two and not for both; by default nothing happens. It must not throw.
    /// </summary>
    void Prepare()
    {
    }

    /// <summary>
    /// Adds a session, puts the session_key into the user's slot, and removes the user's oldest other live sessions beyond
    /// <see cref="SessionCreation.MaxSessions"/> (by <see cref="SessionRecord.CreatedAt"/>), all or nothing. Expired sessions of the user may be removed too.
    /// </summary>
    ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken);

    /// <summary>Reads the live session that the token's hash answers (<see cref="SessionRecord.Answers"/>) together with the user's slot. Writes nothing.</summary>
    ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Writes down the use of a live session by the rule of <see cref="SessionRecord.Touched"/>.</summary>
    /// <returns>True when the session was alive and found; false, having changed nothing, when not.</returns>
    ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken);

    /// <summary>Gives a live session a new token by the rule of <see cref="SessionRecord.Rotated"/>, only if the address holds its current token: of two concurrent rotations one wins.</summary>
    /// <returns>True when this call rotated it; false, having changed nothing, when not.</returns>
    ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Ends the session that the token's hash answers.</summary>
    /// <returns>True when there was a live one; false when it was gone already.</returns>
    ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Ends all sessions of a user. One whose creation was acknowledged before this call began is never found again.</summary>
    ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a session_key that WeChat renewed into the slot of a user who has one, by the rule of <see cref="SessionKeySlot.Merge"/>, and
    /// changes no session.
    /// </summary>
    /// <returns>True when the key is now the current one; false, having changed nothing, when the user has no slot or a newer key.</returns>
    ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken);

    /// <summary>Lists the live sessions of a user, newest first by <see cref="SessionRecord.CreatedAt"/>.</summary>
    ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes up to <paramref name="maxSessions"/> ended sessions, and of users without any session what they leave, key slot included. Safe beside every other operation.</summary>
    /// <returns>How many sessions were removed; fewer than <paramref name="maxSessions"/> means that nothing is left to do.</returns>
    ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken);
}

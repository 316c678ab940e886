using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Testing.Stores;

/// <summary>
/// What a session store promises beside the least that it must: that a login is found until its end and by its own user alone, that
/// its bytes come back, and that a session which was ended stays ended.
/// </summary>
[Flags]
public enum SessionStorePromises
{
    /// <summary>The least only.</summary>
    None = 0,

    /// <summary><see cref="ISessionStore.TouchAsync"/> writes the last use and the idle end by the rule of <see cref="SessionRecord.Touched"/>.</summary>
    Touch = 1,

    /// <summary><see cref="ISessionStore.RotateAsync"/> gives a session a new token and keeps the old one for its grace.</summary>
    Rotation = 2,

    /// <summary>The session_key slot is ordered by the time of the exchange and keeps the key before; <see cref="ISessionStore.PutKeyAsync"/> works.</summary>
    KeySlot = 4,

    /// <summary>A user has at most as many sessions as a login allows: the oldest go.</summary>
    Cap = 8,

    /// <summary><see cref="ISessionStore.ListAsync"/> shows all live sessions, newest first.</summary>
    List = 16,

    /// <summary><see cref="ISessionStore.PurgeAsync"/> removes what has ended and counts it. A store whose engine does that by itself promises it not.</summary>
    Purge = 32,

    /// <summary>Every operation is atomic within the user, and visible everywhere once it has returned (linearizable).</summary>
    Atomicity = 64,

    /// <summary>Everything that <see cref="ISessionStore"/> says; the default.</summary>
    All = Touch | Rotation | KeySlot | Cap | List | Purge | Atomicity,
}

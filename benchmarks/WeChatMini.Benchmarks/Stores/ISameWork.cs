using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>
/// What the store does, written by hand for this one case: the same rows of the same tables, read or made durable at once, and the same typed result. What the store
/// does for others is left out: rotated tokens, clocks that differ, sessions that have ended, locks, dead connections, missing tables.
/// </summary>
internal interface ISameWork : IAsyncDisposable
{
    Task<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now);

    /// <summary>Writes the session and the key, and removes the user's oldest session if there is one too many.</summary>
    Task LoginAsync(SessionCreation creation);

    /// <summary>Writes the same rows, by somebody who knows already what is there: no login can cost less.</summary>
    /// <param name="creation">The session and the key.</param>
    /// <param name="oldest">The session that goes; null for a new user.</param>
    Task WriteRowsAsync(SessionCreation creation, TokenHash? oldest);
}

using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>
/// What the store does, written by hand for this one case: the same rows of the same tables, read or made durable at once, and the same typed result. What the store
/// does for others is left out: rotated tokens, clocks that differ, locks, dead connections, missing tables, finding out which session is one too many.
/// </summary>
internal interface ISameWork : IAsyncDisposable
{
    Task<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now);

    /// <param name="creation">The session and the key.</param>
    /// <param name="oldest">The session that goes; null for a new user.</param>
    Task LoginAsync(SessionCreation creation, TokenHash? oldest);
}

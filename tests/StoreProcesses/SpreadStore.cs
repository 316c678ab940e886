using WeChatMini.Sdk.Sessions;

namespace StoreProcesses;

/// <summary>A store as many instances see it: each call is made by the next of several processes, so that what one wrote another has to find.</summary>
internal sealed class SpreadStore : ISessionStore, IDisposable
{
    private const string NotMade = "This change was not made.";

    private const int MostAttempts = 20;

    private readonly StoreProcess[] _processes;
    private int _next = -1;

    /// <param name="store">Which store; see StoreWorker.</param>
    /// <param name="processes">How many processes.</param>
    /// <param name="callsAtOnce">How many calls each of them has under way at once.</param>
    public SpreadStore(string store, int processes, int callsAtOnce) => _processes = [.. Enumerable.Range(0, processes).Select(_ => StoreProcess.Start(store, callsAtOnce))];

    public bool IsPerInstance => false;

    public ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken) => DoAsync(StoreVerb.Create, writer =>
    {
        writer.Write(creation.Session);
        writer.Write(creation.Key);
        writer.Write(creation.PreviousKeyUntil);
        writer.Write(creation.MaxSessions);
        writer.Write(creation.Now);
    }, cancellationToken);

    public ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) => AskAsync(StoreVerb.Find, writer =>
    {
        writer.Write(address);
        writer.Write(now);
    }, static reader => reader.ReadBoolean() ? new SessionLookup(reader.ReadSession(), reader.ReadBoolean() ? reader.ReadSlot() : null) : default, cancellationToken);

    public ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken) => SayAsync(StoreVerb.Touch, writer =>
    {
        writer.Write(address);
        writer.Write(touch.Now);
        writer.Write(touch.IdleExpiresAt);
    }, cancellationToken);

    public ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken) => SayAsync(StoreVerb.Rotate, writer =>
    {
        writer.Write(address);
        writer.Write(successor);
        writer.Write(graceUntil);
        writer.Write(now);
    }, cancellationToken);

    public ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) => SayAsync(StoreVerb.Revoke, writer =>
    {
        writer.Write(address);
        writer.Write(now);
    }, cancellationToken);

    public ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken) => DoAsync(StoreVerb.RevokeAll, writer => writer.Write(user), cancellationToken);

    public ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken) => SayAsync(StoreVerb.PutKey, writer =>
    {
        writer.Write(user);
        writer.Write(key);
        writer.Write(previousKeyUntil);
    }, cancellationToken);

    public ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<SessionRecord>>(StoreVerb.List, writer =>
    {
        writer.Write(user);
        writer.Write(now);
    }, static reader =>
    {
        var sessions = new SessionRecord[reader.ReadInt32()];
        for (var index = 0; index < sessions.Length; index++)
        {
            sessions[index] = reader.ReadSession();
        }

        return sessions;
    }, cancellationToken);

    public ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken) => AskAsync(StoreVerb.Purge, writer =>
    {
        writer.Write(now);
        writer.Write(maxSessions);
    }, static reader => reader.ReadInt32(), cancellationToken);

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Dispose();
        }
    }

    private async ValueTask DoAsync(StoreVerb verb, Action<BinaryWriter> write, CancellationToken cancellationToken) =>
        await AskAsync(verb, write, static _ => true, cancellationToken);

    private ValueTask<bool> SayAsync(StoreVerb verb, Action<BinaryWriter> write, CancellationToken cancellationToken) =>
        AskAsync(verb, write, static reader => reader.ReadBoolean(), cancellationToken);

    private async ValueTask<T> AskAsync<T>(StoreVerb verb, Action<BinaryWriter> write, Func<BinaryReader, T> read, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var process = _processes[(uint)Interlocked.Increment(ref _next) % (uint)_processes.Length];
            try
            {
                return await process.AskAsync(verb, write, read).WaitAsync(cancellationToken);
            }
            catch (InvalidOperationException exception) when (attempt < MostAttempts && exception.Message.Contains(NotMade, StringComparison.Ordinal))
            {
                // A writer without a lock gives up against seven others on a busy machine. It says so, and that it has changed nothing.
            }
        }
    }
}

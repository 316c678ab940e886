using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>The store under test, with the last calls written down for the report.</summary>
internal sealed class CallJournal(ISessionStore store, SceneNames names) : ISessionStore
{
    private const int Most = 40;

    private readonly Queue<string> _lines = new();

    public bool IsPerInstance => store.IsPerInstance;

    public string Text
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines.Select(line => "  " + line));
            }
        }
    }

    public void Clear()
    {
        lock (_lines)
        {
            _lines.Clear();
        }
    }

    public async ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken) => await RunAsync(
        $"log in {names.Of(new SessionAddress(creation.Session.User, creation.Session.Token))} at {names.Of(creation.Now)}, at most {creation.MaxSessions} sessions, key {names.Of(creation.Key)}",
        async () => { await store.CreateAsync(creation, cancellationToken); return true; },
        _ => "done");

    public ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) => RunAsync(
        $"find {names.Of(address)} at {names.Of(now)}",
        () => store.FindAsync(address, now, cancellationToken),
        found => found.Session is null ? "none" : $"{names.Of(found.Session)}; key {names.Of(found.Key)}");

    public ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken) => RunAsync(
        $"touch {names.Of(address)} at {names.Of(touch.Now)}, idle end {names.Of(touch.IdleExpiresAt)}",
        () => store.TouchAsync(address, touch, cancellationToken),
        Show);

    public ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken) => RunAsync(
        $"rotate {names.Of(address)} to {names.Of(successor)} at {names.Of(now)}, grace until {names.Of(graceUntil)}",
        () => store.RotateAsync(address, successor, graceUntil, now, cancellationToken),
        Show);

    public ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) => RunAsync(
        $"revoke {names.Of(address)} at {names.Of(now)}",
        () => store.RevokeAsync(address, now, cancellationToken),
        Show);

    public async ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken) => await RunAsync(
        $"revoke all of {names.Of(user)}",
        async () => { await store.RevokeAllAsync(user, cancellationToken); return true; },
        _ => "done");

    public ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken) => RunAsync(
        $"put key {names.Of(key)} to {names.Of(user)}",
        () => store.PutKeyAsync(user, key, previousKeyUntil, cancellationToken),
        Show);

    public ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken) => RunAsync(
        $"list {names.Of(user)} at {names.Of(now)}",
        () => store.ListAsync(user, now, cancellationToken),
        sessions => names.Of(sessions.Select(session => session.Token)));

    public ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken) => RunAsync(
        $"purge at most {maxSessions} at {names.Of(now)}",
        () => store.PurgeAsync(now, maxSessions, cancellationToken),
        count => $"{count}");

    private static string Show(bool answer) => answer ? "true" : "false";

    private async ValueTask<T> RunAsync<T>(string call, Func<ValueTask<T>> run, Func<T, string> show)
    {
        try
        {
            var answer = await run();
            Write($"{call} → {show(answer)}");
            return answer;
        }
        catch (Exception exception)
        {
            Write($"{call} → {exception.GetType().Name}: {exception.Message}");
            throw;
        }
    }

    private void Write(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line);
            while (_lines.Count > Most)
            {
                _lines.Dequeue();
            }
        }
    }
}

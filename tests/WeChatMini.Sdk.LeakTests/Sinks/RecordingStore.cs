using System.Data.Common;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>Stands before a store, takes down all that a store is given, and plays a database in trouble.</summary>
internal sealed class RecordingStore(Recording recording, ISessionStore inner) : ISessionStore
{
    public const string Arguments = "Store arguments";

    /// <summary>Runs before every operation; throws or waits.</summary>
    public Func<string, CancellationToken, ValueTask> Before { get; set; } = static (_, _) => default;

    public bool IsPerInstance => false;

    public ISessionStore Inner => inner;

    /// <summary>The exception of a database driver, which tells what it was asked.</summary>
    public static DbException Failure(string statement) => new DriverException(statement);

    public async ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken)
    {
        await EnterAsync(nameof(CreateAsync), cancellationToken, creation);
        await inner.CreateAsync(creation, cancellationToken);
    }

    public async ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnterAsync(nameof(FindAsync), cancellationToken, address);
        var found = await inner.FindAsync(address, now, cancellationToken);
        recording.AddObject(Arguments, "FindAsync returns", found, 6);
        return found;
    }

    public async ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken)
    {
        await EnterAsync(nameof(TouchAsync), cancellationToken, address, touch);
        return await inner.TouchAsync(address, touch, cancellationToken);
    }

    public async ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnterAsync(nameof(RotateAsync), cancellationToken, address, successor);
        return await inner.RotateAsync(address, successor, graceUntil, now, cancellationToken);
    }

    public async ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnterAsync(nameof(RevokeAsync), cancellationToken, address);
        return await inner.RevokeAsync(address, now, cancellationToken);
    }

    public async ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken)
    {
        await EnterAsync(nameof(RevokeAllAsync), cancellationToken, user);
        await inner.RevokeAllAsync(user, cancellationToken);
    }

    public async ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken)
    {
        await EnterAsync(nameof(PutKeyAsync), cancellationToken, user, key);
        return await inner.PutKeyAsync(user, key, previousKeyUntil, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnterAsync(nameof(ListAsync), cancellationToken, user);
        return await inner.ListAsync(user, now, cancellationToken);
    }

    public async ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken)
    {
        await EnterAsync(nameof(PurgeAsync), cancellationToken);
        return await inner.PurgeAsync(now, maxSessions, cancellationToken);
    }

    private async ValueTask EnterAsync(string operation, CancellationToken cancellationToken, params object[] arguments)
    {
        foreach (var argument in arguments)
        {
            recording.AddObject(Arguments, operation, argument, 6);
            PublicTypeSink.Record(recording, argument);
        }

        await Before($"{operation} {Key(arguments.FirstOrDefault())}", cancellationToken);
    }

    /// <summary>What drivers repeat in their exceptions: keys. StackExchange.Redis does so in Exception.Data.</summary>
    private static string Key(object? argument) => argument switch
    {
        SessionAddress address => $"{address.User} {address.Token}",
        SessionCreation creation => $"{creation.Session.User} {creation.Session.Token}",
        _ => argument?.ToString() ?? "",
    };

    private sealed class DriverException : DbException
    {
        public DriverException(string statement)
            : base("the connection was closed by the server") => Data["Statement"] = statement;
    }
}

using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>
/// Sessions in a SQL database. Opens nothing until first use, creates the tables when they are missing, and uses the
/// pool of the data source. Lookup, "end all" and purge cost the same however many rows there are.
/// </summary>
/// <remarks>
/// Throws <see cref="TimeoutException"/> when the database stayed locked, <see cref="InvalidOperationException"/> with a sentence on
/// what to do when tables cannot be created or the database cannot be written, and otherwise the driver's own <see cref="DbException"/>.
/// </remarks>
public sealed class SqlSessionStore : ISessionStore, IDisposable
{
    private const int MostUserBatches = 100;

    private readonly SqlRunner _runner;
    private readonly string _create;
    private readonly string _find;
    private readonly string _touch;
    private readonly string _rotate;
    private readonly string _revoke;
    private readonly string _revokeAll;
    private readonly string _putKey;
    private readonly string _list;
    private readonly string _purgeSessions;
    private readonly string _purgeUsers;

    /// <summary>Creates a store; the database is not touched yet.</summary>
    /// <param name="dataSource">Where connections come from. Yours to dispose, after the store's last use.</param>
    /// <param name="dialect">The engine, such as <see cref="SqliteDialect"/>.</param>
    /// <param name="clock">Tells when a connection has not been used for long; the system's when null. Sessions go by the times that are passed in.</param>
    public SqlSessionStore(DbDataSource dataSource, SqlDialect dialect, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        ArgumentNullException.ThrowIfNull(dialect);
        _runner = new SqlRunner(dataSource, dialect, clock ?? TimeProvider.System, typeof(SqlSessionStore));
        _create = dialect.Create;
        _find = dialect.Find;
        _touch = dialect.Touch;
        _rotate = dialect.Rotate;
        _revoke = dialect.Revoke;
        _revokeAll = dialect.RevokeAll;
        _putKey = dialect.PutKey;
        _list = dialect.List;
        _purgeSessions = dialect.PurgeSessions;
        _purgeUsers = dialect.PurgeUsers;
        IsPerInstance = dialect.IsEmbedded;
    }

    /// <inheritdoc/>
    public bool IsPerInstance { get; }

    /// <inheritdoc/>
    public async ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creation);
        var session = creation.Session;
        await _runner.WriteAsync(
            _create,
            [
                new("@user", session.User),
                new("@epoch", NewEpoch()),
                new("@key", creation.Key.Blob.ToArray()),
                new("@key_at", creation.Key.ObtainedAt),
                new("@key_until", creation.PreviousKeyUntil),
                new("@token", session.Token),
                new("@created", session.CreatedAt),
                new("@seen", session.SeenAt),
                new("@idle", session.IdleExpiresAt),
                new("@ends", session.ExpiresAt),
                new("@data", session.Data.ToArray()),
                new("@now", creation.Now),
                new("@others", creation.MaxSessions - 1),
            ],
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) =>
        _runner.ReadAsync(
            _find,
            [new("@user", address.User), new("@token", address.Token), new("@now", now)],
            async (rows, ct) => await rows.ReadAsync(ct).ConfigureAwait(false) ? new SessionLookup(SqlRows.Session(rows, address.User), SqlRows.Key(rows)) : default,
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken) =>
        await _runner.WriteAsync(
            _touch,
            [new("@user", address.User), new("@token", address.Token), new("@now", touch.Now), new("@idle", touch.IdleExpiresAt)],
            cancellationToken).ConfigureAwait(false) > 0;

    /// <inheritdoc/>
    public async ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken) =>
        await _runner.WriteAsync(
            _rotate,
            [new("@user", address.User), new("@token", address.Token), new("@successor", successor), new("@until", graceUntil), new("@now", now)],
            cancellationToken).ConfigureAwait(false) > 0;

    /// <inheritdoc/>
    public async ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) =>
        await _runner.WriteAsync(
            _revoke,
            [new("@user", address.User), new("@token", address.Token), new("@now", now)],
            cancellationToken).ConfigureAwait(false) > 0;

    /// <inheritdoc/>
    public async ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken) =>
        await _runner.WriteAsync(_revokeAll, [new("@user", user)], cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return await _runner.WriteAsync(
            _putKey,
            [new("@user", user), new("@key", key.Blob.ToArray()), new("@key_at", key.ObtainedAt), new("@key_until", previousKeyUntil)],
            cancellationToken).ConfigureAwait(false) > 0;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken) =>
        _runner.ReadAsync<IReadOnlyList<SessionRecord>>(
            _list,
            [new("@user", user), new("@now", now)],
            async (rows, ct) =>
            {
                var sessions = new List<SessionRecord>();
                while (await rows.ReadAsync(ct).ConfigureAwait(false))
                {
                    sessions.Add(SqlRows.Session(rows, user));
                }

                return sessions;
            },
            cancellationToken);

    /// <inheritdoc/>
    /// <remarks>The call that finds the last ended sessions also removes users without any, at most 100 times <paramref name="maxSessions"/>.</remarks>
    public async ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSessions, 1);
        SqlArgument[] arguments = [new("@now", now), new("@limit", maxSessions)];
        var removed = await _runner.WriteAsync(_purgeSessions, arguments, cancellationToken).ConfigureAwait(false);

        // A user who may go has ended sessions only: as long as some of those are left, it is too early to look.
        var users = maxSessions;
        for (var batch = 0; removed < maxSessions && users == maxSessions && batch < MostUserBatches; batch++)
        {
            users = await _runner.WriteAsync(_purgeUsers, arguments, cancellationToken).ConfigureAwait(false);
        }

        return removed;
    }

    /// <summary>Closes the connections that the store keeps to an embedded engine. The data source stays as it is.</summary>
    public void Dispose() => _runner.Dispose();

    /// <summary>Where a user's row begins to count. Random, so that one made anew after a purge never fits a session from before.</summary>
    private static long NewEpoch()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        RandomNumberGenerator.Fill(bytes);

        // 62 bits: far from where "+ 1" would overflow.
        return (long)(BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> 2);
    }
}

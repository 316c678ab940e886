using System.Collections.Concurrent;
using System.Data.Common;

namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>
/// Hands out connections. A server's come from the provider's pool and go back to it after each operation, since the provider
/// knows a dead socket. Those of an embedded engine are kept with their prepared statements: compiling one takes longer than running it.
/// </summary>
internal sealed class SqlLanes : IDisposable
{
    private const int MostIdle = 8;

    private readonly DbDataSource _source;
    private readonly SqlDialect _dialect;
    private readonly Type _owner;
    private readonly Func<string, bool> _prepares;
    private readonly Stack<SqlLane> _idle = new(MostIdle);
    private readonly SqlDoor _door;
    private readonly Lock _gate = new();
    private bool _disposed;

    public SqlLanes(DbDataSource source, SqlDialect dialect, Type owner)
    {
        (_source, _dialect, _owner, _door) = (source, dialect, owner, new SqlDoor(source));
        var known = new ConcurrentDictionary<string, bool>(ReferenceEqualityComparer.Instance);
        Func<string, bool> ask = statement => dialect.Prepares(source, statement);
        _prepares = statement => known.GetOrAdd(statement, ask);
    }

    public async ValueTask<SqlLane> RentAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, _owner);
            if (_idle.TryPop(out var idle))
            {
                return idle;
            }
        }

        var lane = new SqlLane(await _door.OpenAsync(cancellationToken).ConfigureAwait(false), _dialect, _prepares);
        if (_dialect.ConnectionSetup is { } setup)
        {
            try
            {
                await lane.ExecuteAsync(setup, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await lane.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }

        return lane;
    }

    /// <summary>Takes back a lane after an operation that succeeded.</summary>
    public ValueTask ReturnAsync(SqlLane lane)
    {
        if (_dialect.IsEmbedded)
        {
            lock (_gate)
            {
                if (!_disposed && _idle.Count < MostIdle)
                {
                    _idle.Push(lane);
                    return ValueTask.CompletedTask;
                }
            }
        }

        return lane.DisposeAsync();
    }

    /// <summary>Takes back a lane after an operation that failed: without its transaction, and never to be used again as it is.</summary>
    public async ValueTask AbandonAsync(SqlLane lane)
    {
        try
        {
            if (_dialect.Rollback is { } rollback)
            {
                await lane.ExecuteAsync(rollback, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            // There was no transaction, the engine has rolled it back by itself, or the connection is closed. The first error is the one to report.
        }
        finally
        {
            await lane.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Sees whether a connection of the pool answers, however many wait for one. One that does not is closed.</summary>
    public async Task TryAsync(CancellationToken cancellationToken)
    {
        var lane = new SqlLane(await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), _dialect, _prepares);
        await using (lane.ConfigureAwait(false))
        {
            using var stop = new DriverStop(cancellationToken);
            await lane.ExecuteAsync("SELECT 1", stop.Token).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            while (_idle.TryPop(out var lane))
            {
                lane.Dispose();
            }
        }
    }
}

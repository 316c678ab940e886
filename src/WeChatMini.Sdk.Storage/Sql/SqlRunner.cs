using System.Data.Common;

namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>
/// Runs one statement. Creates the tables when they are missing, waits for locks without holding a thread, goes on when a
/// connection turns out to be dead, and says what to do about errors that last.
/// </summary>
internal sealed class SqlRunner : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(25);

    /// <summary>How often a statement is tried while connections turn out to be dead.</summary>
    private const int Attempts = 4;

    private readonly SqlDialect _dialect;
    private readonly SqlLanes _lanes;

    /// <summary>An embedded engine has no connections that could die.</summary>
    private readonly SqlPause? _pause;

    /// <summary>An embedded engine has one writer. Those of this process queue here, in turn, instead of all trying again and again.</summary>
    private readonly SemaphoreSlim? _writer;

    public SqlRunner(DbDataSource source, SqlDialect dialect, TimeProvider clock, Type owner)
    {
        _dialect = dialect;
        _lanes = new SqlLanes(source, dialect, owner);
        _pause = dialect.IsEmbedded ? null : new SqlPause(_lanes, clock);
        _writer = dialect.IsEmbedded ? new SemaphoreSlim(1, 1) : null;
    }

    /// <summary>Runs a query on the caller's thread as far as the driver does: a read of a local file takes microseconds.</summary>
    public ValueTask<T> ReadAsync<T>(string statement, SqlArgument[] arguments, Func<DbDataReader, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken) =>
        RetryAsync(
            async (lane, ct) =>
            {
                var command = await lane.PrepareAsync(statement, arguments, ct).ConfigureAwait(false);
                var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    return await read(reader, ct).ConfigureAwait(false);
                }
            },
            TimeProvider.System.GetTimestamp(),
            cancellationToken);

    /// <summary>Runs a statement that changes rows.</summary>
    /// <returns>How many rows it changed.</returns>
    public async ValueTask<int> WriteAsync(string statement, SqlArgument[] arguments, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        if (_writer is null)
        {
            return await ChangeAsync(statement, arguments, began, cancellationToken).ConfigureAwait(false);
        }

        if (!await _writer.WaitAsync(_dialect.LockTimeout, cancellationToken).ConfigureAwait(false))
        {
            throw Locked(null);
        }

        try
        {
            // A commit waits for the disk. Off the caller's thread, so that the caller can stop waiting.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            return await ChangeAsync(statement, arguments, began, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writer.Release();
        }
    }

    public void Dispose() => _lanes.Dispose();

    private ValueTask<int> ChangeAsync(string statement, SqlArgument[] arguments, long began, CancellationToken cancellationToken) =>
        RetryAsync(
            async (lane, ct) =>
            {
                var command = await lane.PrepareAsync(statement, arguments, ct).ConfigureAwait(false);
                return await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
            },
            began,
            cancellationToken);

    private async ValueTask<T> RetryAsync<T>(Func<SqlLane, CancellationToken, ValueTask<T>> work, long began, CancellationToken cancellationToken)
    {
        for (var pause = TimeSpan.FromMilliseconds(1); ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await WithTablesAsync(work, cancellationToken).ConfigureAwait(false);
            }
            catch (DbException exception) when (_dialect.IsLocked(exception) || _dialect.IsTableMissing(exception))
            {
                // Missing right after it was created: SQLite says so too when a lock keeps it from reading its new schema.
                if (TimeProvider.System.GetElapsedTime(began) >= _dialect.LockTimeout)
                {
                    throw _dialect.IsLocked(exception) ? Locked(exception) : TablesMissing(exception);
                }
            }
            catch (DbException exception) when (_dialect.Explain(exception) is { } sentence)
            {
                throw new InvalidOperationException(sentence, exception);
            }

            await Task.Delay(pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Finds out by trying whether the tables are there: an account that may not create any needs no right to ask.</summary>
    private async ValueTask<T> WithTablesAsync<T>(Func<SqlLane, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await ConnectedAsync(work, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (_dialect.IsTableMissing(exception))
        {
            await CreateTablesAsync(cancellationToken).ConfigureAwait(false);
        }

        return await ConnectedAsync(work, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask CreateTablesAsync(CancellationToken cancellationToken)
    {
        try
        {
            await OnceAsync(
                async (lane, ct) =>
                {
                    await lane.ExecuteAsync(_dialect.Schema, ct).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (!_dialect.IsLocked(exception))
        {
            throw TablesMissing(exception);
        }
    }

    /// <summary>
    /// Tries again when the connection had died: a pool that does not ask its connections before it hands them out may have several such after the
    /// server has gone. The statement may have been executed all the same: a session that it added stays as it is, a touch, an end and a key come
    /// to the same, and a rotation says that somebody was quicker, after which the user logs in again.
    /// </summary>
    private async ValueTask<T> ConnectedAsync<T>(Func<SqlLane, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        if (_pause is null)
        {
            return await OnceAsync(work, cancellationToken).ConfigureAwait(false);
        }

        await _pause.EndAsync(cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(work, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (attempt < Attempts && !cancellationToken.IsCancellationRequested && IsConnectionLost(exception))
            {
                // The pool has one less of them now.
            }
        }
    }

    /// <summary>A driver of MySQL says so in its own words, but while it prepares a statement.</summary>
    private bool IsConnectionLost(Exception exception) => exception is IOException || (exception is DbException ofDriver && _dialect.IsConnectionLost(ofDriver));

    private async ValueTask<T> OnceAsync<T>(Func<SqlLane, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        var lane = await _lanes.RentAsync(cancellationToken).ConfigureAwait(false);
        T result;
        try
        {
            using var stop = _dialect.IsEmbedded ? null : new DriverStop(cancellationToken);
            result = await work(lane, stop?.Token ?? cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await _lanes.AbandonAsync(lane).ConfigureAwait(false);
            throw;
        }

        await _lanes.ReturnAsync(lane).ConfigureAwait(false);
        return result;
    }

    private TimeoutException Locked(DbException? exception) =>
        new($"{_dialect.Name} was locked by other work for {_dialect.LockTimeout.TotalMilliseconds:0} ms. Nothing was changed.", exception);

    private InvalidOperationException TablesMissing(DbException exception) =>
        new(
            $"Tables are missing in {_dialect.Name} and could not be created here. Run the script in SqlDialect.Schema, " +
            $"which the package also holds in its folder schema, under an account that may create tables. {_dialect.Explain(exception)}".TrimEnd(),
            exception);
}

using System.Data.Common;

namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>
/// Lets few wait for a connection at once, and one alone while none can be had. A server that comes back would otherwise meet everybody with a
/// new connection at the same time, behind all those that were given up, and be so slow to accept them that they are given up, too.
/// </summary>
#pragma warning disable CA1001 // A semaphore without a wait handle holds nothing, and those who are still inside when the store is disposed must get out.
internal sealed class SqlDoor(DbDataSource source)
#pragma warning restore CA1001
{
    private const int MostOpening = 8;

    private readonly SemaphoreSlim _opening = new(MostOpening, MostOpening);
    private readonly SemaphoreSlim _alone = new(1, 1);
    private volatile bool _isAway;

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _isAway ? await OpenAloneAsync(cancellationToken).ConfigureAwait(false) : await TryAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async ValueTask<DbConnection> OpenAloneAsync(CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken).ConfigureAwait(false);
        var isAlone = _isAway;
        if (!isAlone)
        {
            _alone.Release();
        }

        try
        {
            return await TryAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (isAlone)
            {
                _alone.Release();
            }
        }
    }

    private async ValueTask<DbConnection> TryAsync(CancellationToken cancellationToken)
    {
        var opening = source.OpenConnectionAsync(cancellationToken);

        // One from the pool says nothing about the server.
        var isPooled = opening.IsCompletedSuccessfully;
        try
        {
            var connection = await opening.ConfigureAwait(false);
            _isAway &= isPooled;
            return connection;
        }
        catch
        {
            _isAway = true;
            throw;
        }
    }
}

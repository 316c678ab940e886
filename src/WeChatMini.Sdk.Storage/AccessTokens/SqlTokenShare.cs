using System.Data.Common;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Sdk.Storage.AccessTokens;

/// <summary>
/// Access tokens in a SQL database: one row holds the entry and the lease, and one statement decides on each. A row per
/// mini-program stays for good; there is nothing to clear away.
/// </summary>
/// <remarks>
/// Time is the database's, and callers pass durations only. Instances whose clocks differ by a minute would otherwise take a lease of
/// three seconds from each other, or never get one from an instance that died. The end of an entry is counted from the writer's clock, by
/// which the token was given its end, so that a wrong clock neither shortens a life nor makes an old entry look like the newer one.
/// </remarks>
internal sealed class SqlTokenShare(DbDataSource source, SqlDialect dialect, TimeProvider clock) : IAccessTokenShare, IDisposable
{
    private readonly SqlRunner _runner = new(source, dialect, clock, typeof(SqlTokenShare));
    private readonly string _read = dialect.ReadToken;
    private readonly string _write = dialect.WriteToken;
    private readonly string _lease = dialect.LeaseToken;
    private readonly string _release = dialect.ReleaseToken;

    public bool HasLease => true;

    public bool IsPerInstance => dialect.IsEmbedded;

    public async ValueTask<byte[]?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        if (dialect.IsEmbedded)
        {
            // The driver works on the calling thread. Away from it, so that a disk that hangs does not keep the caller from going on alone.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }

        return await _runner.ReadAsync(
            _read,
            [new("@id", key)],
            static async (rows, ct) => await rows.ReadAsync(ct).ConfigureAwait(false) && !rows.IsDBNull(0) ? rows.GetFieldValue<byte[]>(0) : null,
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask WriteAsync(string key, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        ReplaceAsync(key, default, entry, expiresAt, cancellationToken);

    public async ValueTask ReplaceAsync(string key, ReadOnlyMemory<byte> useless, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var life = (long)(expiresAt - clock.GetUtcNow()).TotalMilliseconds;
        if (life > 0)
        {
            await _runner.WriteAsync(
                _write,
                [new("@id", key), new("@entry", entry.ToArray()), new("@life", life), new("@useless", useless.ToArray())],
                cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<bool> TryLeaseAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken) =>
        await _runner.WriteAsync(
            _lease,
            [new("@id", key), new("@owner", owner), new("@duration", (long)duration.TotalMilliseconds)],
            cancellationToken).ConfigureAwait(false) > 0;

    public async ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken) =>
        await _runner.WriteAsync(_release, [new("@id", key), new("@owner", owner)], cancellationToken).ConfigureAwait(false);

    public void Dispose() => _runner.Dispose();
}

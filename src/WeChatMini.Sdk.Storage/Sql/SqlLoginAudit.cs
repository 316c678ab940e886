using System.Data.Common;
using WeChatMini.Sdk.Login;

namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>
/// A record of logins in a SQL database: one row of <c>wechat_logins</c> each. Opens nothing until first use and creates the tables when they
/// are missing, also in a database that has those of the sessions.
/// </summary>
/// <remarks>
/// Rows stay until <see cref="PurgeAsync"/> removes them. It throws <see cref="TimeoutException"/> when the database stayed locked,
/// <see cref="InvalidOperationException"/> with a sentence on what to do when tables cannot be created or the database cannot be
/// written, and otherwise the driver's own <see cref="DbException"/>.
/// </remarks>
public sealed class SqlLoginAudit : ILoginAudit, IDisposable
{
    private readonly SqlRunner _runner;
    private readonly string _write;
    private readonly string _purge;

    /// <summary>Creates the record; the database is not touched yet.</summary>
    /// <param name="dataSource">Where connections come from. Yours to dispose, after the last use. It may be the one of the sessions.</param>
    /// <param name="dialect">The engine, such as <see cref="PostgreSqlDialect"/>.</param>
    /// <param name="clock">Tells when a connection has not been used for long; the system's when null.</param>
    public SqlLoginAudit(DbDataSource dataSource, SqlDialect dialect, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        ArgumentNullException.ThrowIfNull(dialect);
        _runner = new SqlRunner(dataSource, dialect, clock ?? TimeProvider.System, typeof(SqlLoginAudit));
        _write = dialect.WriteLogin;
        _purge = dialect.PurgeLogins;
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(LoginAuditEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        await _runner.WriteAsync(
            _write,
            [
                // In the order of time, so that rows are added at the end; and known before the first try, so that a second one adds no second row.
                new("@login", Guid.CreateVersion7(entry.At).ToByteArray(bigEndian: true)),
                new("@at", entry.At),
                new("@app", Shortened(entry.App, 200)),
                new("@app_id", Shortened(entry.AppId, 64)),
                new("@outcome", Shortened(entry.Outcome, 32)),
                new("@errcode", (long?)entry.ErrorCode),
                new("@rid", Shortened(entry.RequestId, 128)),
                new("@masked_user", Shortened(entry.MaskedUser, 16)),
            ],
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the oldest logins, a bounded number per call; a scheduled function calls it.</summary>
    /// <param name="before">Logins of this instant and later ones stay.</param>
    /// <param name="maxLogins">How many to remove at most; at least 1.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many were removed; fewer than <paramref name="maxLogins"/> means that nothing is left to do.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLogins"/> is less than 1.</exception>
    public ValueTask<int> PurgeAsync(DateTimeOffset before, int maxLogins, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLogins, 1);
        return _runner.WriteAsync(_purge, [new("@before", before), new("@limit", maxLogins)], cancellationToken);
    }

    /// <summary>Closes the connections that are kept to an embedded engine. The data source stays as it is.</summary>
    public void Dispose() => _runner.Dispose();

    /// <summary>A name of the application's or a word of WeChat's that is longer than the column loses its end, and not the whole row.</summary>
    private static string? Shortened(string? text, int length)
    {
        if (text is null || text.Length <= length)
        {
            return text;
        }

        // Half a character of two is no text.
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}

using System.Data;
using System.Data.Common;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>
/// Commands by hand, with the connection handling and the preparation of the store: those of an embedded engine are kept with their connection, those of a server
/// are made on a connection of the driver's pool and go with it.
/// </summary>
internal sealed class SqlHand(DbDataSource source, SqlDialect dialect) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> _kept = new(ReferenceEqualityComparer.Instance);
    private DbConnection? _connection;

    /// <summary>Returns a command that is ready to run. Not for two at once.</summary>
    public async ValueTask<DbCommand> TakeAsync(string text, params (string Name, object Value)[] values)
    {
        if (_kept.TryGetValue(text, out var command))
        {
            for (var index = 0; index < values.Length; index++)
            {
                command.Parameters[index].Value = values[index].Value;
            }

            return command;
        }

        command = await PreparedAsync(_connection ?? await OpenAsync().ConfigureAwait(false), text, values).ConfigureAwait(false);
        if (dialect.IsEmbedded)
        {
            _connection = command.Connection;
            _kept.Add(text, command);
        }

        return command;
    }

    public async ValueTask GiveBackAsync(DbCommand command)
    {
        if (!dialect.IsEmbedded)
        {
            await command.DisposeAsync().ConfigureAwait(false);
            await command.Connection!.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _kept.Values)
        {
            await command.DisposeAsync().ConfigureAwait(false);
        }

        if (_connection is not null)
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<DbConnection> OpenAsync()
    {
        var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        if (dialect.ConnectionSetup is { } setup)
        {
            await connection.RunAsync(setup).ConfigureAwait(false);
        }

        return connection;
    }

    private async ValueTask<DbCommand> PreparedAsync(DbConnection connection, string text, (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants.
        command.CommandText = text;
#pragma warning restore CA2100
        command.CommandTimeout = dialect.CommandTimeout;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType, parameter.Value) = (name, value is long ? DbType.Int64 : DbType.Binary, value);
            command.Parameters.Add(parameter);
        }

        if (dialect.Prepares(source, text))
        {
            await command.PrepareAsync().ConfigureAwait(false);
        }

        return command;
    }
}

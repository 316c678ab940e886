using System.Data;
using System.Data.Common;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>A table with a key and a value. A connection of an embedded engine is kept with its commands, one of a server comes from the driver's pool, as in the store.</summary>
internal sealed class SqlBareStore(DbDataSource source, SqlDialect dialect, string begin) : IBareStore
{
    private const string Select = "SELECT value FROM bare WHERE id = @id";

    private readonly string _insert = begin + "; INSERT INTO bare (id, value) VALUES (@id, @value); COMMIT";
    private DbConnection? _kept;
    private DbCommand? _keptSelect;
    private DbCommand? _keptInsert;

    public async Task<byte[]?> LookUpAsync(byte[] key)
    {
        if (dialect.IsEmbedded)
        {
            _keptSelect ??= await PreparedAsync(_kept ??= await OpenAsync().ConfigureAwait(false), Select, key).ConfigureAwait(false);
            _keptSelect.Parameters[0].Value = key;
            return await ReadAsync(_keptSelect).ConfigureAwait(false);
        }

        var connection = await OpenAsync().ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var command = await PreparedAsync(connection, Select, key).ConfigureAwait(false);
            await using (command.ConfigureAwait(false))
            {
                return await ReadAsync(command).ConfigureAwait(false);
            }
        }
    }

    public async Task WriteAsync(byte[] key, byte[] value)
    {
        if (dialect.IsEmbedded)
        {
            _keptInsert ??= await PreparedAsync(_kept ??= await OpenAsync().ConfigureAwait(false), _insert, key, value).ConfigureAwait(false);
            (_keptInsert.Parameters[0].Value, _keptInsert.Parameters[1].Value) = (key, value);
            await _keptInsert.ExecuteNonQueryAsync().ConfigureAwait(false);
            return;
        }

        var connection = await OpenAsync().ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var command = await PreparedAsync(connection, _insert, key, value).ConfigureAwait(false);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _keptSelect?.Dispose();
        _keptInsert?.Dispose();
        if (_kept is not null)
        {
            await _kept.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<byte[]?> ReadAsync(DbCommand command)
    {
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync().ConfigureAwait(false) ? reader.GetFieldValue<byte[]>(0) : null;
        }
    }

    private static void Add(DbCommand command, string name, byte[] value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.DbType, parameter.Value) = (name, DbType.Binary, value);
        command.Parameters.Add(parameter);
    }

    private async Task<DbConnection> OpenAsync()
    {
        var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        if (dialect.ConnectionSetup is { } setup)
        {
            await connection.RunAsync(setup).ConfigureAwait(false);
        }

        return connection;
    }

    private async Task<DbCommand> PreparedAsync(DbConnection connection, string text, byte[] key, byte[]? value = null)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants.
        command.CommandText = text;
#pragma warning restore CA2100
        command.CommandTimeout = dialect.CommandTimeout;
        Add(command, "@id", key);
        if (value is not null)
        {
            Add(command, "@value", value);
        }

        if (dialect.IsPrepared)
        {
            await command.PrepareAsync().ConfigureAwait(false);
        }

        return command;
    }
}

using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>SQLite with its defaults and full durability; a file for each size.</summary>
internal sealed class SqliteEngine() : SqlEngine(new SqliteDialect { LockTimeout = TimeSpan.FromSeconds(30) })
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wechatmini-");

    public override string Name => "SQLite";

    protected override SameWorkTexts Texts { get; } = SameWorkTexts.Standard("BEGIN IMMEDIATE");

    protected override string BareTable => "CREATE TABLE bare (id BLOB NOT NULL PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID";

    /// <summary>Moves all files' logs into the files.</summary>
    public override async Task SettleAsync()
    {
        foreach (var file in _folder.GetFiles("*.db"))
        {
            await using var connection = new SqliteConnection($"Data Source={file.FullName};Pooling=False");
            await connection.OpenAsync();
            await connection.RunAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    protected override Task<DbDataSource> CreateDatabaseAsync(int index) =>
        Task.FromResult(SqliteFactory.Instance.CreateDataSource(string.Create(CultureInfo.InvariantCulture, $"Data Source={Path.Combine(_folder.FullName, $"{index}.db")}")));

    protected override async Task<DbConnection> OpenForSeedingAsync(DbDataSource source)
    {
        var connection = new SqliteConnection(source.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        await connection.RunAsync("PRAGMA synchronous = OFF");
        return connection;
    }

    protected override async Task InsertAsync(DbConnection connection, string table, string[] columns, IEnumerable<object[]> rows)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Constants.
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "@" + column))})";
#pragma warning restore CA2100
        foreach (var row in rows)
        {
            for (var index = 0; index < row.Length; index++)
            {
                if (command.Parameters.Count == index)
                {
                    var parameter = command.CreateParameter();
                    (parameter.ParameterName, parameter.DbType) = ("@" + columns[index], row[index] is long ? DbType.Int64 : DbType.Binary);
                    command.Parameters.Add(parameter);
                }

                command.Parameters[index].Value = row[index];
            }

            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }
}

using System.Data.Common;
using Microsoft.Data.Sqlite;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Sdk.Storage.Tests.Support;

/// <summary>A real SQLite file in a folder of its own, gone afterwards.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly List<SqlSessionStore> _stores = [];

    public SqliteFile() => Path = System.IO.Path.Combine(Folder.FullName, "sessions.db");

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("wechatmini-");

    public string Path { get; }

    public DbDataSource Source => SourceOf($"Data Source={Path}");

    public static DbDataSource SourceOf(string connectionString) => SqliteFactory.Instance.CreateDataSource(connectionString);

    /// <summary>Opens a store. Most tests ask what is atomic and not what a power cut leaves, so they do not wait for the disk.</summary>
    public SqlSessionStore Open(SqliteDurability durability = SqliteDurability.Normal, TimeSpan? lockTimeout = null)
    {
        var store = new SqlSessionStore(Source, new SqliteDialect { Durability = durability, LockTimeout = lockTimeout ?? TimeSpan.FromSeconds(30) });
        _stores.Add(store);
        return store;
    }

    /// <summary>Opens a connection that belongs to no pool, to look at the file or stand in its way.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Execute(string sql)
    {
        using var connection = Connect();
        connection.Execute(sql);
    }

    public object? Query(string sql)
    {
        using var connection = Connect();
        return connection.Query(sql);
    }

    public void Dispose()
    {
        foreach (var store in _stores)
        {
            store.Dispose();
        }

        ClosePool();
        Folder.Delete(recursive: true);
    }

    /// <summary>Closes the driver's idle connections, as the end of the process does.</summary>
    public void ClosePool()
    {
        using var pooled = new SqliteConnection($"Data Source={Path}");
        SqliteConnection.ClearPool(pooled);
    }
}

using System.Data.Common;
using Microsoft.Data.Sqlite;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Testing.Stores;
using Xunit;

namespace Snippets;

public sealed class DialectExample : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wechatmini-");
    private readonly string _connection;

    public DialectExample() => _connection = $"Data Source={Path.Combine(_folder.FullName, "sessions.db")}";

    #region dialect-contract
    [Fact]
    public async Task My_dialect_keeps_the_contract()
    {
        DbDataSource source = OpenMyDatabase(); // tables are created on the first use
        using var store = new SqlSessionStore(source, new MyDialect());

        SessionStoreReport report = await SessionStoreContract.CheckAsync(store);

        report.EnsureHeld();
    }
    #endregion

    public void Dispose()
    {
        using var pooled = new SqliteConnection(_connection);
        SqliteConnection.ClearPool(pooled);
        _folder.Delete(recursive: true);
    }

    private DbDataSource OpenMyDatabase() => SqliteFactory.Instance.CreateDataSource(_connection);
}

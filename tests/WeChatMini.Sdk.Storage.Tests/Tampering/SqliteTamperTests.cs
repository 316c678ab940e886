using System.Data.Common;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Tampering;

public sealed class SqliteTamperTests(ITestOutputHelper output) : SqlTamperTests(output), IDisposable
{
    private readonly SqliteFile _file = new();

    protected override string Engine => "SQLite";

    private protected override DbDataSource Source => _file.Source;

    private protected override SqlDialect Dialect => new SqliteDialect { Durability = SqliteDurability.Normal };

    public void Dispose() => _file.Dispose();

    private protected override Task PrepareAsync() => Task.CompletedTask;
}

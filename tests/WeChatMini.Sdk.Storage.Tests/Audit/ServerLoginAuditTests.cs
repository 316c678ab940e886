using System.Data.Common;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Audit;

/// <summary>The record on a SQL server, each test with a database of its own.</summary>
public abstract class ServerLoginAuditTests(SqlEngineFixture fixture) : SqlLoginAuditTests
{
    private SqlDialect? _dialect;

    protected override SqlDialect Dialect => _dialect!;

    protected override async ValueTask<DbDataSource> OpenAsync()
    {
        var engine = await fixture.EngineAsync();
        _dialect = engine.Dialect;
        return engine.Open(await engine.NewDatabaseAsync(), more: engine.Patient);
    }
}

using System.Data.Common;
using SessionStores;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

/// <summary>The contract on a SQL server.</summary>
public abstract class SqlServerStoreTests(SqlEngineFixture fixture, ITestOutputHelper output) : StoreContractTests(output)
{
    private DbDataSource? _source;

    protected override async ValueTask<ISessionStore> OpenAsync()
    {
        var engine = await fixture.EngineAsync();

        // A busy machine may take its time.
        _source = engine.Open(await fixture.DatabaseAsync(), more: engine.Patient);
        return new SqlSessionStore(_source, engine.Dialect);
    }

    protected override async ValueTask CloseAsync(ISessionStore store)
    {
        await base.CloseAsync(store);
        await _source!.DisposeAsync();
    }
}

using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

/// <summary>Gate G20 on a SQL server.</summary>
public abstract class SqlServerOutageTests(SqlEngineFixture fixture, ITestOutputHelper output) : ServerOutageContract(output)
{
    private DbDataSource? _source;
    private SqlEngine? _engine;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (_source?.DisposeAsync() ?? default);
        GC.SuppressFinalize(this);
    }

    private protected override async Task<EngineServer> ServerAsync()
    {
        await (_source?.DisposeAsync() ?? default); // of an attempt that was late
        _engine = await fixture.EngineAsync();
        _source = _engine.Open(await fixture.DatabaseAsync());
        return _engine.Server;
    }

    private protected override void UseStore(WeChatMiniBuilder builder) => builder.UseSqlSessions(_source!, _engine!.NewDialect());
}

using System.Data.Common;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Tampering;

/// <summary>Gate G8 on a SQL server, in a database that other tests of the class use too.</summary>
public abstract class ServerTamperTests(SqlEngineFixture fixture, ITestOutputHelper output) : SqlTamperTests(output), IAsyncDisposable
{
    private SqlEngine? _engine;
    private DbDataSource? _source;

    private protected override DbDataSource Source => _source!;

    private protected override SqlDialect Dialect => _engine!.Dialect;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await (_source?.DisposeAsync() ?? default);
    }

    private protected override async Task PrepareAsync()
    {
        _engine = await fixture.EngineAsync();
        _source = _engine.Open(await fixture.DatabaseAsync(), more: _engine.Patient);
    }
}

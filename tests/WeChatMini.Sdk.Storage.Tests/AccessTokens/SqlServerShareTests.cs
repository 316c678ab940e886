using System.Data.Common;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.AccessTokens;

/// <summary>The contract of shared access tokens on a SQL server: two instances with pools of their own.</summary>
public abstract class SqlServerShareTests(SqlEngineFixture fixture) : ShareContract
{
    private DbDataSource[] _sources = [];
    private Shares[] _shares = [];

    protected override IAccessTokenShare One => _shares[0].Share;

    protected override IAccessTokenShare Other => _shares[1].Share;

    public override async ValueTask InitializeAsync()
    {
        var engine = await fixture.EngineAsync();
        var database = await fixture.DatabaseAsync();
        await engine.ExecuteAsync(database, engine.Dialect.Schema);
        await engine.ExecuteAsync(database, "DELETE FROM wechat_tokens");
        _sources = [engine.Open(database, more: engine.Patient), engine.Open(database, more: engine.Patient)];
        _shares = [.. _sources.Select(source => new Shares(source, engine.Dialect))];
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var share in _shares)
        {
            await share.DisposeAsync();
        }

        foreach (var source in _sources)
        {
            await source.DisposeAsync();
        }
    }
}

using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

[Collection(Alone.Name)]
public sealed class PostgreSqlCrowdTests(ITestOutputHelper output) : SqlServerCrowdTests(output)
{
    private protected override Task<SqlEngine> EngineAsync() => SqlEngine.PostgreSqlAsync($"max_connections={Connections + 50}");
}

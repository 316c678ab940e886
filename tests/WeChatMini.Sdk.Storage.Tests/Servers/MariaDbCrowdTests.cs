using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

[Collection(Alone.Name)]
public sealed class MariaDbCrowdTests(ITestOutputHelper output) : SqlServerCrowdTests(output)
{
    private protected override Task<SqlEngine> EngineAsync() => SqlEngine.MariaDbAsync($"--max_connections={Connections + 50}");
}

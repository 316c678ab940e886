using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using WeChatMini.Sdk.DependencyInjection;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Sessions;

/// <summary>Gate G20 on Redis.</summary>
public sealed class RedisOutageTests(ITestOutputHelper output) : ServerOutageContract(output)
{
    private RedisServer? _redis;

    protected override string Engine => "Redis";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (_redis?.DisposeAsync() ?? default);
    }

    private protected override async Task<EngineServer> ServerAsync() => _redis ??= await RedisServer.StartDurableAsync("everysec");

    private protected override void UseStore(WeChatMiniBuilder builder) => builder.UseRedisSessions(_redis!.Configuration);
}

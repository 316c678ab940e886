using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using WeChatMini.Sdk.DependencyInjection;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Sessions;

/// <summary>A long pause, on Redis: a process has one connection.</summary>
public sealed class RedisPauseTests : PauseContract
{
    private RedisServer? _redis;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (_redis?.DisposeAsync() ?? default);
    }

    private protected override async Task<EngineServer> ServerAsync() => _redis ??= await RedisServer.StartDurableAsync("everysec");

    private protected override void UseStore(WeChatMiniBuilder builder, int port) => builder.UseRedisSessions(FormattableString.Invariant($"127.0.0.1:{port}"));

    private protected override Task ConnectAsync(int connections) => Task.CompletedTask;
}

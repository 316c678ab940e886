using StoreProcesses;
using WeChatMini.Sdk.Testing.Stores;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Sessions;

public sealed class RedisProcessesTests(RedisProcessesTests.Fixture processes, ITestOutputHelper output)
    : ProcessesTests(processes, output), IClassFixture<RedisProcessesTests.Fixture>
{
    protected override string Engine => "Redis";

    /// <summary>Redis removes what has ended by itself, after a day.</summary>
    protected override SessionStorePromises Promises => SessionStorePromises.All & ~SessionStorePromises.Purge;

    public sealed class Fixture : ProcessesFixture
    {
        private RedisServer? _server;

        protected override async Task<string> StartAsync()
        {
            _server = await RedisServer.StartAsync();
            return "redis:" + _server.Configuration;
        }

        protected override ValueTask EndAsync() => _server?.DisposeAsync() ?? default;
    }
}

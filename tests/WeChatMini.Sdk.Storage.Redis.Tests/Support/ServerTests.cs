namespace WeChatMini.Sdk.Storage.Redis.Tests.Support;

/// <summary>The servers that these tests start do not know each other.</summary>
public sealed class ServerTests
{
    [Fact]
    public async Task Servers_that_start_at_once_have_ports_and_data_of_their_own()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RedisServer.StartAsync()));
        try
        {
            Assert.Equal(8, servers.Select(server => server.Port).Distinct().Count());
            foreach (var server in servers)
            {
                await using var shares = Shares.Over(server.Configuration);
                Assert.True(await shares.Share.TryLeaseAsync("key", "owner", TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            }
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }
}

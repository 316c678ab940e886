using System.Buffers.Text;
using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using StackExchange.Redis;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Dumps;

/// <summary>Gate G7 on an IDistributedCache, which here is a Redis.</summary>
public sealed class CacheDumpTests(ITestOutputHelper output) : DumpContract(output), IAsyncDisposable
{
    private RedisServer? _redis;
    private ConnectionMultiplexer? _admin;

    protected override string Engine => "IDistributedCache";

    protected override bool Rotates => false;

    public async ValueTask DisposeAsync()
    {
        await (_admin?.DisposeAsync() ?? default);
        await (_redis?.DisposeAsync() ?? default);
    }

    private protected override async Task PrepareAsync()
    {
        _redis = await RedisServer.StartDurableAsync("everysec");
        _admin = await ConnectionMultiplexer.ConnectAsync(_redis.Configuration);
    }

    private protected override void UseStore(WeChatMiniBuilder builder)
    {
        builder.Services.AddStackExchangeRedisCache(options => options.Configuration = _redis!.Configuration);
        builder.UseDistributedCacheSessions().ShareAccessTokens();
    }

    /// <summary>The key of a session ends with its hash.</summary>
    private protected override async Task<IReadOnlyList<SessionAddress>> AddressesAsync()
    {
        var all = new List<SessionAddress>();
        await foreach (var key in _admin!.GetServers()[0].KeysAsync(pattern: "wxmini:{*}:s:*"))
        {
            var parts = key.ToString().Split(':');
            all.Add(new SessionAddress(new UserHandle(Base64Url.DecodeFromChars(parts[1].AsSpan()[1..^1])), new TokenHash(Base64Url.DecodeFromChars(parts[3]))));
        }

        return all;
    }

    private protected override Task<byte[]> RowsAsync() => RedisDump.RowsAsync(_admin!);

    private protected override Task<byte[]> FilesAsync() => _redis!.ReadFilesAsync();
}

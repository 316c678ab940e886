using System.Buffers.Text;
using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using StackExchange.Redis;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Sessions;

/// <summary>Gate G7 on Redis.</summary>
public sealed class RedisDumpTests(ITestOutputHelper output) : DumpContract(output), IAsyncDisposable
{
    private RedisServer? _redis;
    private ConnectionMultiplexer? _admin;

    protected override string Engine => "Redis";

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

    private protected override void UseStore(WeChatMiniBuilder builder) => builder.UseRedisSessions(_redis!.Configuration).ShareAccessTokens(_redis.Configuration);

    private protected override async Task<IReadOnlyList<SessionAddress>> AddressesAsync()
    {
        var all = new List<SessionAddress>();
        await foreach (var (key, field, _) in RedisDump.EntriesAsync(_admin!))
        {
            if (field.Length == 33)
            {
                var tag = key[(key.IndexOf('{', StringComparison.Ordinal) + 1)..^1];
                all.Add(new SessionAddress(new UserHandle(Base64Url.DecodeFromChars(tag)), new TokenHash(field.AsSpan(1))));
            }
        }

        return all;
    }

    private protected override Task<byte[]> RowsAsync() => RedisDump.RowsAsync(_admin!);

    /// <summary>The append-only file has every command with its arguments.</summary>
    private protected override Task<byte[]> FilesAsync() => _redis!.ReadFilesAsync();
}

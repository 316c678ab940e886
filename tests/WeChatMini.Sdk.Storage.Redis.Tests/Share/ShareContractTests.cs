using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Storage.Redis.Tests.Support;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Share;

/// <summary>The contract on a real Redis.</summary>
public sealed class ShareContractTests : ShareContract
{
    private RedisServer? _redis;
    private Shares? _first;
    private Shares? _second;

    protected override IAccessTokenShare One => _first!.Share;

    protected override IAccessTokenShare Other => _second!.Share;

    public override async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _first = Shares.Over(_redis.Configuration);
        _second = Shares.Over(_redis.Configuration);
        foreach (var shares in new[] { _first, _second })
        {
            // The first call of a process compiles its way, in which a connection may take longer than its second.
            await RealTime.HoldsAsync(() => shares.Share.ReadAsync("any", TestContext.Current.CancellationToken).AsTask());
        }
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var shares in new[] { _first, _second })
        {
            await (shares?.DisposeAsync() ?? default);
        }

        await (_redis?.DisposeAsync() ?? default);
    }
}

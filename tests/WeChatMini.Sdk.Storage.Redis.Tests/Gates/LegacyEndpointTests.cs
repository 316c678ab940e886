using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Gates;

/// <summary>The legacy endpoint, where each fetch ends the token of the others: under the lease or not at all.</summary>
public sealed class LegacyEndpointTests
{
    private const string TokenPath = "/cgi-bin/token";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Many_instances_make_one_fetch_and_without_Redis_none() => RealTime.HoldsAsync(async () =>
    {
        await using var redis = await RedisServer.StartAsync();
        await using var weChat = FakeWeChat.Start();
        var clients = Enumerable.Range(0, 10).Select(_ => New(weChat, redis)).ToList();
        var late = New(weChat, redis);

        var tokens = await Task.WhenAll(clients.Select(client => client.AccessTokens.GetTokenAsync(Cancellation).AsTask()));
        await redis.KillAsync();
        var refusal = await Assert.ThrowsAsync<WeChatException>(() => late.AccessTokens.GetTokenAsync(Cancellation).AsTask());

        Assert.Single(tokens.Select(token => token.Value).Distinct());
        Assert.Equal(1, weChat.Journal.CallsTo(TokenPath));
        Assert.Contains("lease", refusal.Message, StringComparison.Ordinal);
        foreach (var client in clients.Append(late))
        {
            await client.DisposeAsync();
        }
    });

    private static WeChatMiniClient New(FakeWeChat weChat, RedisServer redis)
    {
        var options = new WeChatMiniOptions { AppId = weChat.AppId, AppSecret = weChat.AppSecret, BaseAddress = weChat.BaseAddress, AccessTokens = { Endpoint = AccessTokenEndpoint.Legacy } };
        return WeChatMiniClient.Create(options, builder => Microsoft.Extensions.DependencyInjection.WeChatMiniRedisBuilderExtensions.ShareAccessTokens(builder, redis.Configuration));
    }
}

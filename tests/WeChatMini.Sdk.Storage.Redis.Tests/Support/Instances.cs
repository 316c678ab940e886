using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Support;

/// <summary>Any number of cold instances in this process, over one connection to Redis, on WeChat's clock unless told otherwise.</summary>
internal sealed class Instances : IAsyncDisposable
{
    private readonly Dictionary<IAccessTokenProvider, WeChatMiniClient> _clients = [];

    private Instances(RedisServer redis, IConnectionMultiplexer connection)
    {
        Redis = redis;
        Connection = connection;
    }

    public RedisServer Redis { get; }

    public IConnectionMultiplexer Connection { get; }

    public FakeWeChat WeChat { get; } = FakeWeChat.Start();

    /// <summary>Keys that all instances of all apps seal with, instead of those from their AppSecrets.</summary>
    public List<string> KeyRing { get; } = [];

    public int Fetches => WeChat.Journal.CallsTo(Fleet.TokenPath);

    public static async Task<Instances> StartAsync(string? password = null)
    {
        var redis = await RedisServer.StartAsync(password);
        return new Instances(redis, await ConnectionMultiplexer.ConnectAsync(redis.Configuration));
    }

    public static RedisKey KeyOf(string appId) => $"wxmini:token:{appId}:stable";

    public IAccessTokenProvider New(string appId, string secret, TimeProvider? clock = null)
    {
        var options = new WeChatMiniOptions { AppId = appId, AppSecret = secret, BaseAddress = WeChat.BaseAddress, SessionKeyRing = KeyRing };
        var client = WeChatMiniClient.Create(options, builder =>
        {
            builder.Services.AddSingleton(clock ?? WeChat.Clock);
            builder.ShareAccessTokens(_ => Connection);
        });
        _clients.Add(client.AccessTokens, client);
        return client.AccessTokens;
    }

    /// <summary>The token as a cold instance gets it.</summary>
    public async Task<string> GetColdAsync()
    {
        var tokens = New(WeChat.AppId, WeChat.AppSecret);
        var token = await tokens.GetTokenAsync(TestContext.Current.CancellationToken);
        await EndAsync(tokens);
        return token.Value;
    }

    public async Task EndAsync(IAccessTokenProvider instance)
    {
        _clients.Remove(instance, out var client);
        await client!.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            await client.DisposeAsync();
        }

        await Connection.DisposeAsync();
        await Redis.DisposeAsync();
        await WeChat.DisposeAsync();
    }
}

using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;

namespace WeChatMini.Sdk.Apis.Tests.Core;

/// <summary>A mini-program whose way to FakeWeChat is listened to.</summary>
internal sealed class CoreBench : IAsyncDisposable
{
    private readonly List<WeChatMiniClient> _clients = [];

    private CoreBench(FakeWeChat weChat, Wiretap wire)
    {
        WeChat = weChat;
        Wire = wire;
        Clock = new LateClock(weChat.Clock);
        Client = NewClient();
    }

    public FakeWeChat WeChat { get; }

    public Wiretap Wire { get; }

    /// <summary>The client's clock, which is late: what WeChat says in seconds from now and what it says as a time are then two things.</summary>
    public LateClock Clock { get; }

    public WeChatMiniClient Client { get; }

    public static async Task<CoreBench> StartAsync()
    {
        var weChat = FakeWeChat.Start();
        return new CoreBench(weChat, await Wiretap.StartAsync(weChat.BaseAddress));
    }

    /// <summary>Adds a user and signs it in.</summary>
    public async Task<(FakeUser User, MiniSession Session)> SignInAsync()
    {
        var user = WeChat.Users.Add("o-alice", "u-alice");
        return (user, (await Client.LoginAsync(user.NextLoginCode(), TestContext.Current.CancellationToken)).Session);
    }

    public WeChatMiniClient NewClient(AccessTokenEndpoint endpoint = AccessTokenEndpoint.Stable)
    {
        var options = new WeChatMiniOptions { AppId = WeChat.AppId, AppSecret = WeChat.AppSecret, BaseAddress = Wire.Address, AccessTokens = { Endpoint = endpoint } };
        var client = WeChatMiniClient.Create(options, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(Clock);
            if (endpoint == AccessTokenEndpoint.Legacy)
            {
                // The library uses that endpoint under a lease only.
                builder.ShareAccessTokens(_ => new MemoryShare());
            }
        });
        _clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        await Wire.DisposeAsync();
        await WeChat.DisposeAsync();
    }
}

using System.Diagnostics;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;

namespace SessionStores;

/// <summary>A function that was frozen for an hour: its connections are dead, and its first use must not notice. A test class of each engine derives from it.</summary>
public abstract class PauseContract : IAsyncDisposable
{
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private readonly JumpingClock _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public Task The_first_validation_after_connections_were_lost_in_silence_is_right(int connections) => RealTime.HoldsAsync(async () =>
    {
        var server = await ServerAsync();
        await using var proxy = new DeafProxy(server.Port);
        await using var weChat = FakeWeChat.Start();
        await using var app = await OpenAsync(weChat, proxy.Port, connections);
        var token = await LoginAsync(app, weChat);
        _clock.Jump(Pause);
        proxy.LoseConnections();

        await RightAsync(app, token);
        await RightAsync(app, token);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public Task The_first_login_after_connections_were_lost_in_silence_succeeds(int connections) => RealTime.HoldsAsync(async () =>
    {
        var server = await ServerAsync();
        await using var proxy = new DeafProxy(server.Port);
        await using var weChat = FakeWeChat.Start();
        await using var app = await OpenAsync(weChat, proxy.Port, connections);
        await LoginAsync(app, weChat);
        _clock.Jump(Pause);
        proxy.LoseConnections();

        var token = await LoginAsync(app, weChat);
        await RightAsync(app, token);
    });

    [Fact]
    public Task Many_who_come_at_once_after_connections_were_lost_in_silence_are_all_answered_rightly() => RealTime.HoldsAsync(async () =>
    {
        var server = await ServerAsync();
        await using var proxy = new DeafProxy(server.Port);
        await using var weChat = FakeWeChat.Start();
        await using var app = await OpenAsync(weChat, proxy.Port, 8);
        var token = await LoginAsync(app, weChat);
        _clock.Jump(Pause);
        proxy.LoseConnections();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RightAsync(app, token)));
    });

    [Fact]
    public Task The_first_validation_after_the_engine_was_restarted_is_right() => RealTime.HoldsAsync(async () =>
    {
        var server = await ServerAsync();
        await using var weChat = FakeWeChat.Start();
        await using var app = await OpenAsync(weChat, server.Port, 8);
        var token = await LoginAsync(app, weChat);
        _clock.Jump(Pause);
        await server.RestartAsync();

        await RightAsync(app, token);
    });

    /// <summary>Closes what <see cref="UseStore"/> opened.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>Returns the engine. What it holds must survive its end.</summary>
    private protected abstract Task<EngineServer> ServerAsync();

    /// <summary>Puts the sessions into the engine that this port leads to.</summary>
    private protected abstract void UseStore(WeChatMiniBuilder builder, int port);

    /// <summary>Leaves so many idle connections in the pool, where there is one.</summary>
    private protected abstract Task ConnectAsync(int connections);

    private async Task<LoggedInClient> OpenAsync(FakeWeChat weChat, int port, int connections)
    {
        var app = new LoggedInClient(weChat, builder => UseStore(builder, port), _clock);
        _ = await app.Client.Sessions.ListAsync("o-nobody", Ct);
        await ConnectAsync(connections);
        return app;
    }

    private static async Task<string> LoginAsync(LoggedInClient app, FakeWeChat weChat)
    {
        var code = weChat.Users.Add("o-" + Guid.NewGuid().ToString("N")).NextLoginCode();
        return (await app.Client.LoginAsync(code, Ct)).Token;
    }

    private static async Task RightAsync(LoggedInClient app, string token)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            Assert.NotNull(await app.Client.Sessions.ValidateAsync(token, Ct));
        }
        catch (WeChatException exception) when (exception.Kind == WeChatErrorKind.StoreUnavailable)
        {
            throw new LateException($"{exception.Message} {app.Failures}");
        }

        var took = Stopwatch.GetElapsedTime(start);
        RealTime.IsInTime(took < Answer, $"It took {took.TotalMilliseconds:0} ms.");
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.TokenServer;

/// <summary>Functions, their token server and WeChat, each a server of its own.</summary>
public sealed class TokenServerClientTests : IAsyncLifetime
{
    private const string StableToken = "/cgi-bin/stable_token";

    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly List<TokenClient> _functions = [];
    private Server _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _weChat.Apis.Add(TokenClient.Api, _ => FakeApiAnswer.Json("""{"errcode":0}"""));
        _server = await Server.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(_clock);
                builder.Services.AddWeChatMini(options =>
                {
                    (options.AppId, options.AppSecret, options.BaseAddress) = (_weChat.AppId, _weChat.AppSecret, _weChat.BaseAddress);
                    options.AccessTokens.TokenServerKeys = [TokenClient.Key];
                });
            },
            app => app.MapWeChatTokenServer());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var function in _functions)
        {
            await function.DisposeAsync();
        }

        await _server.DisposeAsync();
        await _weChat.DisposeAsync();
    }

    [Fact]
    public async Task All_functions_call_WeChat_with_the_one_token_of_the_server()
    {
        var functions = Functions(8);

        await Task.WhenAll(functions.Select(function => Task.Run(() => function.CallAsync(Cancellation), Cancellation)));
        await Task.WhenAll(functions.Select(function => function.CallAsync(Cancellation)));

        Assert.Equal((1, 1, 16), (_weChat.Tokens.Issued, _weChat.Journal.CallsTo(StableToken), _weChat.Journal.CallsTo(TokenClient.Api)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    public async Task Twenty_callers_in_four_functions_on_an_invalidated_token_cause_one_refresh_at_WeChat_and_all_succeed(int delay)
    {
        var functions = Functions(4);
        await Task.WhenAll(functions.Select(function => function.CallAsync(Cancellation)));
        _weChat.Tokens.InvalidateAll();
        _weChat.Faults.Always(FakeFault.Latency(TimeSpan.FromMilliseconds(delay)), StableToken);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => functions[number % 4].CallAsync(Cancellation), Cancellation)));

        Assert.Equal(2, _weChat.Journal.CallsTo(StableToken));
        Assert.Single((await Task.WhenAll(functions.Select(function => function.TokenAsync(Cancellation)))).Distinct());
    }

    [Fact]
    public async Task When_the_token_ends_the_server_renews_it_once_for_all()
    {
        var functions = Functions(4);
        await Task.WhenAll(functions.Select(function => function.CallAsync(Cancellation)));
        _clock.Advance(TimeSpan.FromSeconds(7190));
        _weChat.Clock.Advance(TimeSpan.FromSeconds(7190));

        await Task.WhenAll(functions.Select(function => Task.Run(() => function.CallAsync(Cancellation), Cancellation)));

        Assert.Equal((2, 2), (_weChat.Tokens.Issued, _weChat.Journal.CallsTo(StableToken)));
        Assert.Equal(8, _weChat.Journal.CallsTo(TokenClient.Api));
    }

    [Fact]
    public async Task What_WeChat_refuses_the_server_is_the_functions_error_with_WeChats_code()
    {
        _weChat.Tokens.RejectedAddress = "203.0.113.7";

        var failure = await Assert.ThrowsAsync<WeChatException>(() => Functions(1)[0].CallAsync(Cancellation));

        Assert.Equal((WeChatErrorKind.Misconfigured, 40164), (failure.Kind, failure.ErrorCode));
        Assert.Contains("its own log says why", failure.Message, StringComparison.Ordinal);
        Assert.Contains(_server.Log.Errors, line => line.Contains("203.0.113.7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_key_is_said_to_be_one_and_not_tried_for_every_call()
    {
        var function = Add(new TokenClient(_weChat, Address(), _clock, "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="));
        for (var call = 0; call < 5; call++)
        {
            var failure = await Assert.ThrowsAsync<WeChatException>(() => function.CallAsync(Cancellation));
            Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
            Assert.Contains("refused the key", failure.Message, StringComparison.Ordinal);
        }

        Assert.Single(_server.Log.All, line => line.Contains("Request starting", StringComparison.Ordinal));
        Assert.Empty(_weChat.Journal.Arrivals);
    }

    [Fact]
    public async Task A_function_asks_WeChat_itself_for_logins_only()
    {
        var function = Functions(1)[0];
        await function.CallAsync(Cancellation);

        // With a wrong secret of its own, so that only the server's can have fetched the token.
        await Assert.ThrowsAsync<WeChatException>(() => function.Client.LoginAsync(_weChat.Users.Add("o-alice").NextLoginCode(), Cancellation));
        Assert.Equal([StableToken, TokenClient.Api, "/sns/jscode2session"], _weChat.Journal.Arrivals.Select(arrival => arrival.Path));
    }

    private Uri Address() => new(_server.Address, "/wechat/token");

    private TokenClient[] Functions(int count) => [.. Enumerable.Range(0, count).Select(_ => Add(new TokenClient(_weChat, Address(), _clock)))];

    private TokenClient Add(TokenClient function)
    {
        _functions.Add(function);
        return function;
    }
}

using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.TokenServer;

/// <summary>A function whose token server is down, slow or something else.</summary>
public sealed class TokenServerTroubleTests : IAsyncLifetime
{
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly List<string> _asked = [];
    private Server _server = null!;
    private TokenClient _function = null!;

    private Func<HttpContext, Task> _answer = context => WriteAsync(context, """{"access_token":"good","expires_in":600}""");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await Server.StartAsync(_ => { }, app => app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            lock (_asked)
            {
                _asked.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}\n{string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}"))}\n\n{body}");
            }

            await _answer(context);
        }));
        _function = new TokenClient(_weChat, new Uri(_server.Address, "/tokens"), _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _function.DisposeAsync();
        await _server.DisposeAsync();
        await _weChat.DisposeAsync();
    }

    [Fact]
    public async Task It_sends_the_AppID_the_key_and_the_hash_of_a_rejected_token_and_nothing_else()
    {
        var token = await _function.TokenAsync(Cancellation);
        _function.Client.AccessTokens.Invalidate(token);
        _answer = context => WriteAsync(context, """{"access_token":"newer","expires_in":600}""");

        Assert.Equal(("good", "newer"), (token, await _function.TokenAsync(Cancellation)));

        var appId = _weChat.AppId;
        Assert.EndsWith($$"""{"appid":"{{appId}}"}""", _asked[0], StringComparison.Ordinal);
        Assert.EndsWith($$"""{"appid":"{{appId}}","rejected":"770e607624d689265ca6c44884d0807d9b054d23c473c106c72be9de08b7376c"}""", _asked[1], StringComparison.Ordinal);
        Assert.All(_asked, request =>
        {
            Assert.StartsWith("POST /tokens\n", request, StringComparison.Ordinal);
            Assert.Equal(["Authorization", "Content-Length", "Content-Type", "Host"], request.Split("\n\n")[0].Split('\n').Skip(1).Select(line => line.Split(':')[0]).Order());
            Assert.DoesNotContain(TokenClient.AppSecret, request, StringComparison.Ordinal);
            Assert.DoesNotContain("good", request, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Its_life_is_counted_from_before_the_request()
    {
        var start = _clock.GetUtcNow();
        _answer = context =>
        {
            _clock.Advance(TimeSpan.FromSeconds(4));
            return WriteAsync(context, """{"access_token":"good","expires_in":600}""");
        };

        var token = await _function.Client.AccessTokens.GetTokenAsync(Cancellation);

        // Less the 30 seconds in which no token is handed out.
        Assert.Equal(start.AddSeconds(570), token.ExpiresAt);
    }

    [Fact]
    public async Task A_server_that_is_down_is_busy_and_the_token_at_hand_is_used_on()
    {
        await _function.TokenAsync(Cancellation);
        await _server.DisposeAsync();
        _clock.Advance(TimeSpan.FromSeconds(560));
        Assert.Equal("good", await _function.TokenAsync(Cancellation));

        _clock.Advance(TimeSpan.FromSeconds(20));
        IsBusy(await FailureAsync(), "did not answer");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up_after_five_seconds()
    {
        var arrived = new TaskCompletionSource();
        _answer = context =>
        {
            arrived.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var waiting = FailureAsync();
        await arrived.Task;
        _clock.Advance(TimeSpan.FromSeconds(5));

        IsBusy(await waiting, "timeout");
    }

    [Fact]
    public async Task A_connection_that_breaks_is_tried_once_more()
    {
        var good = _answer;
        _answer = context =>
        {
            _answer = good;
            context.Abort();
            return Task.CompletedTask;
        };

        Assert.Equal("good", await _function.TokenAsync(Cancellation));
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task A_server_that_always_breaks_off_is_tried_twice()
    {
        _answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        IsBusy(await FailureAsync(), "did not answer");
        Assert.Equal(2, _asked.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>busy</html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"access_token":"","expires_in":600}""")]
    [InlineData("""{"access_token":"good"}""")]
    [InlineData("""{"access_token":"good","expires_in":0}""")]
    [InlineData("""{"access_token":"good","expires_in":-1}""")]
    [InlineData("""{"access_token":"good","expires_in":7201}""")]
    [InlineData("""{"access_token":"good","expires_in":99999999999}""")]
    [InlineData("""{"access_token":"go od","expires_in":600}""")]
    [InlineData("""{"access_token":"good","access_token":"other","expires_in":600}""")]
    [InlineData("""{"access_token":"good","expires_in":600""")]
    [InlineData("{\"access_token\":\"g\xFF\",\"expires_in\":600}")]
    public async Task What_is_no_token_is_none(string answer)
    {
        _answer = context => WriteAsync(context, answer);

        var failure = await FailureAsync();
        IsBusy(failure, "sent no token");
        Assert.DoesNotContain("good", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(_asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_of_more_than_16_KB_is_none_whatever_it_says(bool saysItsLength)
    {
        _answer = context =>
        {
            var text = """{"access_token":"good","expires_in":600}""" + new string(' ', 1_000_000);
            context.Response.ContentLength = saysItsLength ? text.Length : null;
            return WriteAsync(context, text);
        };

        IsBusy(await FailureAsync(), "sent no token");
        Assert.Single(_asked);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed_since_the_key_would_travel_along(int status)
    {
        _answer = context =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (status, new Uri(_server.Address, "/elsewhere").ToString());
            return Task.CompletedTask;
        };

        var failure = await FailureAsync();
        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Contains("Redirects are not followed", failure.Message, StringComparison.Ordinal);
        Assert.Single(_asked);
    }

    [Theory]
    [InlineData(400, "", WeChatErrorKind.Misconfigured, "does not serve this mini-program")]
    [InlineData(403, "", WeChatErrorKind.Misconfigured, "ForwardedHeaders")]
    [InlineData(404, "", WeChatErrorKind.Misconfigured, "HTTP 404")]
    [InlineData(429, "", WeChatErrorKind.SlowDown, "too many requests")]
    [InlineData(429, """{"code":"slow_down","errcode":45009}""", WeChatErrorKind.SlowDown, "errcode 45009")]
    [InlineData(500, "", WeChatErrorKind.Busy, "HTTP 500")]
    [InlineData(500, """{"code":"misconfigured","errcode":40164}""", WeChatErrorKind.Misconfigured, "errcode 40164")]
    [InlineData(502, "<html>bad gateway</html>", WeChatErrorKind.Busy, "HTTP 502")]
    [InlineData(503, """{"code":"busy","errcode":-1}""", WeChatErrorKind.Busy, "errcode -1")]
    public async Task Each_status_says_what_to_do(int status, string body, WeChatErrorKind kind, string words)
    {
        _answer = context =>
        {
            context.Response.StatusCode = status;
            return WriteAsync(context, body);
        };

        var failure = await FailureAsync();
        Assert.Equal(kind, failure.Kind);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forced_refresh_is_for_the_server_to_make_and_trying_it_here_harms_nothing()
    {
        var failure = await Assert.ThrowsAsync<WeChatException>(() => _function.Client.AccessTokens.ForceRefreshAsync(Cancellation));

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Empty(_asked);
        Assert.Equal("good", await _function.TokenAsync(Cancellation));
    }

    [Fact]
    public async Task No_error_shows_the_key()
    {
        _answer = context =>
        {
            context.Response.StatusCode = 401;
            return WriteAsync(context, context.Request.Headers.Authorization!);
        };

        Assert.DoesNotContain(TokenClient.Key, (await FailureAsync()).ToString(), StringComparison.Ordinal);
    }

    private static Task WriteAsync(HttpContext context, string text) => context.Response.Body.WriteAsync(Encoding.Latin1.GetBytes(text), context.RequestAborted).AsTask();

    private static void IsBusy(WeChatException failure, string words)
    {
        Assert.Equal(WeChatErrorKind.Busy, failure.Kind);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.True(failure.RetryAfter > TimeSpan.Zero);
    }

    private Task<WeChatException> FailureAsync() => Assert.ThrowsAsync<WeChatException>(() => _function.TokenAsync(Cancellation));
}

using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Errors;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.TokenServer;

/// <summary>The token server on Kestrel: where it is, which connections it takes, and what is written down of it.</summary>
public sealed class TokenServerTests : IAsyncDisposable
{
    private const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private const string OtherKey = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";

    private readonly Backstage _stage = new();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("/internal/token")]
    public async Task It_hands_out_the_token_at_its_path(string? path)
    {
        await using var server = await StartAsync(app => _ = path is null ? app.MapWeChatTokenServer() : app.MapWeChatTokenServer(path));

        var answer = await server.SendAsync(Question(path ?? "/wechat/token"));

        Assert.Equal(200, answer.Status);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.NotEmpty(answer.Json.GetProperty("access_token").GetString()!);
    }

    [Fact]
    public async Task Failures_are_problems_also_those_of_routing()
    {
        await using var server = await StartAsync(app => app.MapWeChatTokenServer());

        (await server.SendAsync(Question("/wechat/token", OtherKey))).IsProblem(401, "unauthorized");
        (await server.SendAsync(Message.Get("/wechat/token", Key))).IsProblem(405, "method_not_allowed");
        (await server.SendAsync(Message.Post("/wechat/token", new string(' ', 20_000), Key))).IsProblem(400, "bad_request");
        Assert.Equal(0, _stage.WeChat.Tokens.Issued);
    }

    [Theory]
    [InlineData("10.0.0.7", "http", false)]
    [InlineData("10.0.0.7", "https", true)]
    [InlineData("127.0.0.1", "http", true)]
    [InlineData("::1", "http", true)]
    [InlineData("", "http", false)]
    public async Task A_connection_is_TLS_or_stays_on_this_machine(string remote, string scheme, bool isTaken)
    {
        await using var server = await StartAsync(app =>
        {
            app.Use((context, next) =>
            {
                context.Connection.RemoteIpAddress = remote.Length == 0 ? null : IPAddress.Parse(remote);
                context.Request.Scheme = scheme;
                return next(context);
            });
            app.MapWeChatTokenServer();
        });

        Takes(isTaken, await server.SendAsync(Question("/wechat/token")));
    }

    [Theory]
    [InlineData("X-Forwarded-For: 203.0.113.7")]
    [InlineData("X-Forwarded-Proto: https")]
    [InlineData("Forwarded: for=203.0.113.7;proto=https")]
    [InlineData("Via: 1.1 proxy")]
    public async Task A_proxy_on_this_machine_is_not_this_machine(string header)
    {
        await using var server = await StartAsync(app => app.MapWeChatTokenServer());
        Takes(false, await SendAsync(server, header));
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task With_ForwardedHeaders_the_proxys_word_on_TLS_counts(string proto, bool isTaken)
    {
        await using var server = await StartAsync(app =>
        {
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
            app.MapWeChatTokenServer();
        });
        Takes(isTaken, await SendAsync(server, "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: " + proto));
    }

    [Fact]
    public async Task No_token_or_key_is_in_any_log_also_not_with_HTTP_logging_of_everything()
    {
        await using var server = await StartAsync(
            app =>
            {
                app.UseHttpLogging();
                app.MapWeChatTokenServer();
                app.MapPost("/echo", () => "echoed");
            },
            builder => builder.Services.AddHttpLogging(logging =>
            {
                logging.LoggingFields = HttpLoggingFields.All;
                logging.RequestHeaders.Add("Authorization");
            }));

        var token = (await server.SendAsync(Question("/wechat/token"))).Json.GetProperty("access_token").GetString()!;
        await server.SendAsync(Question("/wechat/token", OtherKey));
        await server.SendAsync(Question("/echo", "echoed-key"));

        Assert.Contains(server.Log.All, line => line.Contains("echoed-key", StringComparison.Ordinal));
        Assert.Contains(server.Log.All, line => line.Contains("asked with a wrong key; number 1", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Log.All, line => new[] { token, Key, OtherKey, _stage.WeChat.AppSecret }.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Its_key_is_not_looked_for_among_sessions_and_a_fallback_policy_does_not_close_it()
    {
        await using var server = await StartAsync(
            app => app.MapWeChatTokenServer(),
            builder => builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()));

        // A key with the length and the letters of a session token.
        var key = string.Concat(Enumerable.Repeat("QUJD", 16));
        Assert.Equal(401, (await server.SendAsync(Question("/wechat/token", key))).Status);
        Assert.Equal(200, (await server.SendAsync(Question("/wechat/token"))).Status);
        Assert.Equal(0, _stage.Store.Calls);
    }

    [Fact]
    public async Task A_key_is_replaced_while_it_runs()
    {
        IConfigurationRoot? settings = null;
        await using var server = await Server.StartAsync(
            builder =>
            {
                builder.Configuration["WeChatMini:AppId"] = _stage.WeChat.AppId;
                builder.Configuration["WeChatMini:AppSecret"] = _stage.WeChat.AppSecret;
                builder.Configuration["WeChatMini:BaseAddress"] = _stage.WeChat.BaseAddress.ToString();
                builder.Configuration["WeChatMini:AccessTokens:TokenServerKeys:0"] = Key;
                settings = builder.Configuration;
                builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"));
            },
            app => app.MapWeChatTokenServer());
        Assert.Equal(200, (await server.SendAsync(Question("/wechat/token"))).Status);

        settings!["WeChatMini:AccessTokens:TokenServerKeys:0"] = OtherKey;
        settings.Reload();
        Assert.Equal(401, (await server.SendAsync(Question("/wechat/token"))).Status);
        Assert.Equal(200, (await server.SendAsync(Question("/wechat/token", OtherKey))).Status);

        // The framework reports a slip to whoever reloads; the server goes on with what it had.
        settings["WeChatMini:AccessTokens:TokenServerKeys:0"] = "a slip";
        Assert.ThrowsAny<Exception>(settings.Reload);
        Assert.Equal(200, (await server.SendAsync(Question("/wechat/token", OtherKey))).Status);
    }

    [Fact]
    public async Task What_cannot_work_stops_the_start()
    {
        var bare = await Assert.ThrowsAsync<InvalidOperationException>(() => Server.StartAsync(_ => { }, app => app.MapWeChatTokenServer()));
        var keyless = await Assert.ThrowsAsync<WeChatException>(() => Server.StartAsync(builder => _stage.AddTo(builder.Services), app => app.MapWeChatTokenServer()));

        Assert.Contains("AddWeChatMini", bare.Message, StringComparison.Ordinal);
        Assert.Contains("AccessTokens:TokenServerKeys:0", keyless.Message, StringComparison.Ordinal);
        foreach (var path in new[] { "", "wechat/token", "/{tenant}/token", "/token?a=b" })
        {
            Assert.Equal("path", (await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(app => app.MapWeChatTokenServer(path)))).ParamName);
        }
    }

    [Fact]
    public async Task Each_of_several_mini_programs_has_its_own_server_and_key()
    {
        await using var club = new Backstage();
        await using var server = await StartAsync(
            app =>
            {
                app.MapWeChatTokenServer("/shop");
                app.MapWeChatTokenServer("/club", "club");
            },
            builder => builder.Services.AddWeChatMini("club", options =>
            {
                club.Configure(options);
                options.AccessTokens.TokenServerKeys = [OtherKey];
            }));

        Assert.Equal(200, (await server.SendAsync(Question("/shop"))).Status);
        (await server.SendAsync(Question("/club"))).IsProblem(401, "unauthorized");
        (await server.SendAsync(Question("/club", OtherKey))).IsProblem(400, "bad_request");
        Assert.Equal((1, 0), (_stage.WeChat.Tokens.Issued, club.WeChat.Tokens.Issued));
    }

    private static void Takes(bool isTaken, Answer answer)
    {
        if (isTaken)
        {
            Assert.Equal(200, answer.Status);
        }
        else
        {
            answer.IsProblem(403, "forbidden");
        }
    }

    private Task<Server> StartAsync(Action<WebApplication> map, Action<WebApplicationBuilder>? configure = null) => Server.StartAsync(
        builder =>
        {
            _stage.AddTo(builder.Services).AddAspNetCore();
            builder.Services.Configure<WeChatMiniOptions>(options => options.AccessTokens.TokenServerKeys = [Key]);
            configure?.Invoke(builder);
        },
        map);

    private Message Question(string path, string key = Key) => Message.Post(path, $$"""{"appid":"{{_stage.WeChat.AppId}}"}""", key);

    private async Task<Answer> SendAsync(Server server, params string[] headers)
    {
        using var client = await RawHttp.ConnectAsync(server.Address);
        var body = $$"""{"appid":"{{_stage.WeChat.AppId}}"}""";
        await client.SendAsync($"POST /wechat/token HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {Key}\r\nContent-Length: {body.Length}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n{body}");
        return await client.ReadAsync();
    }
}

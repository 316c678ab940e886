using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.Apps;

/// <summary>Several mini-programs in one process: two from the start, one that is configured while it runs.</summary>
public sealed class SeveralAppsTests : IAsyncLifetime
{
    private static readonly string[] All = ["shop", "game", "kiosk"];

    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly Dictionary<string, FakeApp> _apps;
    private readonly StoreProbe _store = new();
    private ConfigurationManager _configuration = null!;
    private Server _server = null!;

    public SeveralAppsTests() => _apps = All.ToDictionary(name => name, name => _weChat.Apps.Add($"wx-{name}", $"secret-of-{name}"));

    private IWeChatMiniClients Clients => _server.Services.GetRequiredService<IWeChatMiniClients>();

    public async ValueTask InitializeAsync() => _server = await Server.StartAsync(
        builder =>
        {
            _configuration = builder.Configuration;
            Configure("shop");
            Configure("game");
            builder.Services.AddSingleton<IConfigureOptions<WeChatMiniOptions>, AppsOfConfiguration>();
            builder.Services.AddWeChatMini().UseSessionStore(_ => _store).AddAspNetCore();
        },
        app =>
        {
            app.MapWeChatMini("/shop", app: "shop");
            app.MapWeChatMini("/game", app: "game");
            app.Map("/kiosk/{call}", (HttpContext http, IWeChatMiniClients clients) => clients.Get("kiosk").CreateEndpoint("/kiosk").HandleAsync(http));
            foreach (var name in All)
            {
                app.MapGet($"/{name}/me", (MiniSession me) => $"{me.App} {me.OpenId}").RequireWeChatSession(name);
            }

            app.MapGet("/both", () => "both").RequireWeChatSession("shop").RequireWeChatSession("game");
            app.MapGet("/either", (MiniSession me) => me.App).RequireAuthorization(policy => policy
                .AddAuthenticationSchemes(WeChatMiniDefaults.SchemeOf("shop"), WeChatMiniDefaults.SchemeOf("game"))
                .RequireAuthenticatedUser());
        });

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _weChat.DisposeAsync();
    }

    [Fact]
    public async Task Each_logs_in_and_each_token_is_401_at_the_others()
    {
        Configure("kiosk");
        var tokens = new Dictionary<string, string>();
        foreach (var name in All)
        {
            // The same person, who has the same openid everywhere here, so that nothing but the app tells the tokens apart.
            tokens[name] = await LoginAsync(name);
        }

        foreach (var (owner, token) in tokens)
        {
            foreach (var name in All)
            {
                var (session, me) = (await _server.SendAsync(Message.Get($"/{name}/session", token)), await _server.SendAsync(Message.Get($"/{name}/me", token)));
                var validated = await Clients.Get(name).Sessions.ValidateAsync(token, TestContext.Current.CancellationToken);
                if (name == owner)
                {
                    Assert.Equal((200, $"{name} o-alice", _apps[name].AppId), (session.Status, me.Text, validated?.AppId));
                }
                else
                {
                    session.IsProblem(401, "login_again");
                    me.IsProblem(401, "login_again");
                    Assert.Null(validated);
                }
            }
        }
    }

    [Fact]
    public async Task An_app_that_is_not_there_yet_is_misconfigured_and_then_works()
    {
        (await _server.SendAsync(Message.Get("/kiosk/me", new string('A', 64)))).IsProblem(500, "misconfigured");
        Assert.Equal(WeChatErrorKind.Misconfigured, Assert.Throws<WeChatException>(() => Clients.Get("kiosk")).Kind);
        Assert.Contains(_server.Log.Errors, line => line.Contains("WeChatMini 'kiosk': set AppId", StringComparison.Ordinal));

        Configure("kiosk");
        Assert.Equal("kiosk o-alice", (await _server.SendAsync(Message.Get("/kiosk/me", await LoginAsync("kiosk")))).Text);
    }

    [Fact]
    public async Task A_logout_at_one_app_leaves_the_other()
    {
        var (shop, game) = (await LoginAsync("shop"), await LoginAsync("game"));
        Assert.Equal(204, (await _server.SendAsync(Message.LogoutEverywhere(shop) with { Path = "/shop/logout" })).Status);
        Assert.Equal(204, (await _server.SendAsync(Message.LogoutEverywhere(game) with { Path = "/shop/logout" })).Status);

        (await _server.SendAsync(Message.Get("/shop/me", shop))).IsProblem(401, "login_again");
        Assert.Equal(200, (await _server.SendAsync(Message.Get("/game/me", game))).Status);
    }

    [Fact]
    public async Task A_token_of_one_app_costs_one_question_to_the_store()
    {
        var token = await LoginAsync("shop");
        var before = _store.Calls;
        await _server.SendAsync(Message.Get("/shop/me", token));

        Assert.Equal(1, _store.Calls - before);
    }

    [Fact]
    public async Task An_endpoint_that_requires_two_apps_lets_a_token_of_one_not_in()
    {
        (await _server.SendAsync(Message.Get("/both"))).IsProblem(401, "login_again");
        (await _server.SendAsync(Message.Get("/both", await LoginAsync("shop")))).IsProblem(403, "refused");
    }

    [Fact]
    public async Task A_policy_with_two_schemes_takes_a_token_of_either_app()
    {
        Assert.Equal("shop", (await _server.SendAsync(Message.Get("/either", await LoginAsync("shop")))).Text);
        Assert.Equal("game", (await _server.SendAsync(Message.Get("/either", await LoginAsync("game")))).Text);
        (await _server.SendAsync(Message.Get("/either", new string('A', 64)))).IsProblem(401, "login_again");

        _store.State = StoreProbe.Trouble.Throws;
        (await _server.SendAsync(Message.Get("/either", new string('A', 64)))).IsProblem(503, "store_unavailable");
    }

    [Fact]
    public async Task A_code_of_one_app_is_refused_at_another()
    {
        var code = _apps["shop"].Users.Add("o-bob").NextLoginCode();
        var answer = await _server.SendAsync(Message.Login(code) with { Path = "/game/login" });

        Assert.NotEqual(200, answer.Status);
        answer.TellsNothingOfTheInside();
    }

    private async Task<string> LoginAsync(string name)
    {
        var user = _apps[name].Users.Find("o-alice") ?? _apps[name].Users.Add("o-alice");
        return (await _server.SendAsync(Message.Login(user.NextLoginCode()) with { Path = $"/{name}/login" })).SignedIn();
    }

    private void Configure(string name)
    {
        _configuration[$"Apps:{name}:AppId"] = _apps[name].AppId;
        _configuration[$"Apps:{name}:AppSecret"] = _apps[name].AppSecret;
        _configuration[$"Apps:{name}:BaseAddress"] = _weChat.BaseAddress.ToString();
    }

    /// <summary>How an application has its apps in a configuration that grows.</summary>
    private sealed class AppsOfConfiguration(IConfiguration configuration) : IConfigureNamedOptions<WeChatMiniOptions>
    {
        public void Configure(string? name, WeChatMiniOptions options) => configuration.GetSection($"Apps:{name}").Bind(options);

        public void Configure(WeChatMiniOptions options) => Configure("", options);
    }
}

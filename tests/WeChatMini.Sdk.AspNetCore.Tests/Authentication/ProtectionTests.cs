using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Sessions;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.Authentication;

/// <summary>RequireWeChatSession and [Authorize] on endpoints and groups.</summary>
public sealed class ProtectionTests : IAsyncDisposable
{
    private readonly Backstage _stage = new();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_middleware_comes_by_itself_with_both_builders(bool slim)
    {
        await using var server = await StartAsync(app => app.MapGet("/me", (MiniSession me) => me.OpenId).RequireWeChatSession(), slim);
        var token = await TokenAsync(server);

        Assert.Equal("o-alice", (await server.SendAsync(Message.Get("/me", token))).Text);
        (await server.SendAsync(Message.Get("/me"))).IsProblem(401, "login_again");
    }

    [Fact]
    public async Task The_middleware_may_be_put_in_place_by_hand()
    {
        await using var server = await StartAsync(app =>
        {
            app.UseRouting();
            app.UseAuthentication();
            app.UseAuthorization();
            app.MapGet("/me", (MiniSession me) => me.OpenId).RequireWeChatSession();
        });

        Assert.Equal("o-alice", (await server.SendAsync(Message.Get("/me", await TokenAsync(server)))).Text);
        (await server.SendAsync(Message.Get("/me"))).IsProblem(401, "login_again");
    }

    [Fact]
    public async Task A_group_protects_all_that_is_in_it()
    {
        await using var server = await StartAsync(app =>
        {
            var group = app.MapGroup("/api").RequireWeChatSession();
            group.MapGet("/one", () => "one");
            group.MapGroup("/deep").MapGet("/two", (MiniSession me) => me.OpenId);
        });

        (await server.SendAsync(Message.Get("/api/one"))).IsProblem(401, "login_again");
        (await server.SendAsync(Message.Get("/api/deep/two"))).IsProblem(401, "login_again");
        Assert.Equal("o-alice", (await server.SendAsync(Message.Get("/api/deep/two", await TokenAsync(server)))).Text);
    }

    [Fact]
    public async Task The_contract_stays_open_in_a_protected_group_and_under_a_strict_fallback_policy()
    {
        await using var server = await Server.StartAsync(
            builder =>
            {
                _stage.AddTo(builder.Services).AddAspNetCore();
                builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
            },
            app => app.MapGroup("/api").RequireWeChatSession().MapWeChatMini("/wx"));

        (await server.SendAsync(Message.Login(_stage.CodeOf("o-alice")) with { Path = "/API/wx/Login" })).SignedIn();
    }

    [Fact]
    public async Task Razor_components_are_protected_like_all_else()
    {
        await using var server = await Server.StartAsync(
            builder =>
            {
                _stage.AddTo(builder.Services).AddAspNetCore();
                builder.Services.AddRazorComponents();
            },
            app => app.MapRazorComponents<MePage>().RequireWeChatSession());

        (await server.SendAsync(Message.Get("/page"))).IsProblem(401, "login_again");
    }

    [Fact]
    public async Task An_Authorize_attribute_is_enough()
    {
        await using var server = await StartAsync(app => app.MapGet("/me", [Authorize] (MiniSession me) => me.OpenId));

        Assert.Equal("o-alice", (await server.SendAsync(Message.Get("/me", await TokenAsync(server)))).Text);
        (await server.SendAsync(Message.Get("/me"))).IsProblem(401, "login_again");
    }

    [Fact]
    public async Task Each_way_in_which_a_store_can_be_down_is_503_at_a_protected_endpoint()
    {
        await using var server = await StartAsync(app => app.MapGet("/me", (MiniSession me) => me.OpenId).RequireWeChatSession());
        var token = await TokenAsync(server);

        _stage.Store.State = StoreProbe.Trouble.Throws;
        (await server.SendAsync(Message.Get("/me", token))).IsProblem(503, "store_unavailable");
        _stage.Store.State = StoreProbe.Trouble.Hangs;
        (await _stage.SendOverTimeAsync(server, Message.Get("/me", token))).IsProblem(503, "store_unavailable");
        (await server.SendAsync(Message.Get("/me", "malformed"))).IsProblem(401, "login_again");
    }

    [Fact]
    public async Task A_public_endpoint_works_while_the_store_is_down()
    {
        await using var server = await StartAsync(app => app.MapGet("/prices", () => "tea 3"));
        var token = await TokenAsync(server);
        _stage.Store.State = StoreProbe.Trouble.Throws;

        Assert.Equal("tea 3", (await server.SendAsync(Message.Get("/prices", token))).Text);
    }

    [Theory]
    [MemberData(nameof(Contract.HttpContract.HeadersOfNoSession), MemberType = typeof(Contract.HttpContract))]
    public async Task What_cannot_be_a_token_never_reaches_the_store(string what, string? header)
    {
        Assert.NotEmpty(what);
        await using var server = await StartAsync(app => app.MapGet("/me", (MiniSession me) => me.OpenId).RequireWeChatSession());
        _stage.Store.State = StoreProbe.Trouble.Throws;

        (await server.SendAsync(Message.Get("/me") with { Authorization = header })).IsProblem(401, "login_again");
        Assert.Equal(0, _stage.Store.Calls);
    }

    [Fact]
    public async Task Sessions_are_read_once_per_request()
    {
        await using var server = await StartAsync(app => app.MapGet("/me", [Authorize] (MiniSession me) => me.OpenId).RequireWeChatSession());
        var token = await TokenAsync(server);

        foreach (var message in new[] { Message.Get("/me", token), Message.Session(token) })
        {
            var before = _stage.Store.Calls;
            Assert.Equal(200, (await server.SendAsync(message)).Status);
            Assert.Equal(1, _stage.Store.Calls - before);
        }
    }

    [Fact]
    public async Task The_principal_has_the_user_the_app_and_the_claims()
    {
        _stage.OnLogin = _ => LoginDecision.Accept("user-7", new Dictionary<string, string> { ["tier"] = "gold", ["name"] = "Alice" });
        await using var server = await StartAsync(app => app.MapGet("/who", (ClaimsPrincipal user, MiniSession me) =>
            $"{user.Identity!.AuthenticationType} {user.Identity.Name} {string.Join(' ', user.Claims.Select(claim => $"{claim.Type.Split('/')[^1]}={claim.Value}"))} | {me.UserId} {me.Claims["tier"]}").RequireWeChatSession());
        _stage.WeChat.Users.Add("o-carol", "u-carol");
        var token = (await server.SendAsync(Message.Login(_stage.WeChat.Users.Find("o-carol")!.NextLoginCode()))).SignedIn();

        Assert.Equal(
            $"WeChatMini Alice nameidentifier=user-7 openid=o-carol appid={_stage.WeChat.AppId} unionid=u-carol tier=gold name=Alice | user-7 gold",
            (await server.SendAsync(Message.Get("/who", token))).Text);
    }

    [Fact]
    public async Task Without_a_user_id_the_openid_identifies_the_user()
    {
        await using var server = await StartAsync(app => app.MapGet("/id", (ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier)).RequireWeChatSession());

        Assert.Equal("o-alice", (await server.SendAsync(Message.Get("/id", await TokenAsync(server)))).Text);
    }

    [Fact]
    public async Task A_policy_that_refuses_a_signed_in_user_is_403()
    {
        await using var server = await StartAsync(app => app.MapGet("/gold", () => "gold").RequireWeChatSession().RequireAuthorization(policy => policy.RequireClaim("tier", "gold")));
        var answer = await server.SendAsync(Message.Get("/gold", await TokenAsync(server)));

        answer.IsProblem(403, "refused");
    }

    [Fact]
    public async Task Followed_by_AllowAnonymous_it_lets_everybody_in_and_knows_who_is_signed_in()
    {
        await using var server = await StartAsync(app => app.MapGet("/hello", (HttpContext context) => context.GetMiniSession()?.OpenId ?? "nobody").RequireWeChatSession().AllowAnonymous());

        Assert.Equal("o-alice", (await server.SendAsync(Message.Get("/hello", await TokenAsync(server)))).Text);
        Assert.Equal("nobody", (await server.SendAsync(Message.Get("/hello"))).Text);
    }

    [Microsoft.AspNetCore.Components.Route("/page")]
    public sealed class MePage : Microsoft.AspNetCore.Components.ComponentBase;

    private async Task<string> TokenAsync(Server server) => (await server.SendAsync(Message.Login(_stage.CodeOf("o-alice")))).SignedIn();

    private Task<Server> StartAsync(Action<WebApplication> map, bool slim = true) => Server.StartAsync(
        builder => _stage.AddTo(builder.Services).AddAspNetCore(),
        app =>
        {
            map(app);
            app.MapWeChatMini();
        },
        slim);
}

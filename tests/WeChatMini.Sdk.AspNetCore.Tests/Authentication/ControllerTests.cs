using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Login;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.Authentication;

/// <summary>The session in MVC controllers.</summary>
public sealed class ControllerTests : IAsyncLifetime
{
    private readonly Backstage _stage = new();
    private Server _server = null!;

    public async ValueTask InitializeAsync() => _server = await StartAsync(app => app.MapControllers());

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _stage.DisposeAsync();
    }

    [Theory]
    [InlineData("/controller/authorized")]
    [InlineData("/controller/inferred")]
    [InlineData("/controller/named")]
    public async Task An_authorized_action_gets_the_session_and_nobody_else_gets_in(string path)
    {
        var token = await TokenAsync(_server);

        Assert.Equal("o-alice", (await _server.SendAsync(Message.Get(path, token))).Text);
        (await _server.SendAsync(Message.Get(path))).IsProblem(401, "login_again");
        _stage.Store.State = StoreProbe.Trouble.Throws;
        (await _server.SendAsync(Message.Get(path, token))).IsProblem(503, "store_unavailable");
    }

    [Fact]
    public async Task A_role_is_the_claim_that_the_login_handler_calls_role()
    {
        _stage.OnLogin = context => LoginDecision.Accept(claims: new Dictionary<string, string> { ["role"] = context.Identity.OpenId == "o-alice" ? "gold" : "silver" });
        var (alice, bob) = (await TokenAsync(_server), await TokenAsync(_server, "o-bob"));

        Assert.Equal(200, (await _server.SendAsync(Message.Get("/controller/gold", alice))).Status);
        (await _server.SendAsync(Message.Get("/controller/gold", bob))).IsProblem(403, "refused");
    }

    [Fact]
    public async Task An_open_action_that_takes_a_session_says_what_to_add()
    {
        Assert.Equal(500, (await _server.SendAsync(Message.Get("/controller/open"))).Status);
        Assert.Contains(_server.Log.Errors, line => line.Contains("There is no MiniSession in this request: add RequireWeChatSession()", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_controllers_are_protected_by_one_call()
    {
        await using var server = await StartAsync(app => app.MapControllers().RequireWeChatSession());

        Assert.Equal("o-alice", (await server.SendAsync(Message.Get("/controller/open", await TokenAsync(server)))).Text);
        (await server.SendAsync(Message.Get("/controller/open"))).IsProblem(401, "login_again");
    }

    private async Task<string> TokenAsync(Server server, string openId = "o-alice") => (await server.SendAsync(Message.Login(_stage.CodeOf(openId)))).SignedIn();

    private Task<Server> StartAsync(Action<WebApplication> mapControllers) => Server.StartAsync(
        builder =>
        {
            _stage.AddTo(builder.Services).AddAspNetCore();
            builder.Services.AddControllers().AddApplicationPart(typeof(MeController).Assembly);
        },
        app =>
        {
            app.MapWeChatMini();
            mapControllers(app);
        },
        slim: false);
}

using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Sessions;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.Authentication;

/// <summary>Beside other authentication schemes.</summary>
public sealed class OtherSchemesTests : IAsyncDisposable
{
    private readonly Backstage _stage = new();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_default_scheme_that_the_application_chose_stays()
    {
        await using var server = await StartAsync(defaultScheme: ForeignScheme.Name, app =>
        {
            app.MapGet("/name", (ClaimsPrincipal user) => user.Identity!.Name).RequireAuthorization();
            app.MapGet("/me", (MiniSession me) => me.OpenId).RequireWeChatSession();
        });

        Assert.Equal("foreigner", (await server.SendAsync(Message.Get("/name"))).Text);
        (await server.SendAsync(Message.Get("/me"))).IsProblem(401, "login_again");
        Assert.Equal("o-alice", (await server.SendAsync(Message.Get("/me", await TokenAsync(server)))).Text);
    }

    [Fact]
    public async Task Without_a_choice_the_default_is_ours()
    {
        await using var server = await StartAsync(defaultScheme: null, app => app.MapGet("/me", (MiniSession me) => me.OpenId).RequireAuthorization());

        (await server.SendAsync(Message.Get("/me"))).IsProblem(401, "login_again");
        Assert.Equal("o-alice", (await server.SendAsync(Message.Get("/me", await TokenAsync(server)))).Text);
    }

    [Fact]
    public async Task A_user_of_another_scheme_is_not_let_in_where_a_session_is_required()
    {
        await using var server = await StartAsync(ForeignScheme.Name, app =>
            app.MapGet("/me", () => "in").RequireAuthorization(policy => policy.AddAuthenticationSchemes(ForeignScheme.Name).RequireAuthenticatedUser()).RequireWeChatSession());

        Assert.NotEqual(200, (await server.SendAsync(Message.Get("/me"))).Status);
        Assert.Equal("in", (await server.SendAsync(Message.Get("/me", await TokenAsync(server)))).Text);
    }

    private async Task<string> TokenAsync(Server server) => (await server.SendAsync(Message.Login(_stage.CodeOf("o-alice")))).SignedIn();

    private Task<Server> StartAsync(string? defaultScheme, Action<WebApplication> map) => Server.StartAsync(
        builder =>
        {
            _stage.AddTo(builder.Services).AddAspNetCore();
            var authentication = defaultScheme is null ? builder.Services.AddAuthentication() : builder.Services.AddAuthentication(defaultScheme);
            authentication.AddScheme<AuthenticationSchemeOptions, ForeignScheme>(ForeignScheme.Name, null);
        },
        app =>
        {
            app.MapWeChatMini();
            map(app);
        });
}

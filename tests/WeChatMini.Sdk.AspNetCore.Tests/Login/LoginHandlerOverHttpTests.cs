using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Login;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.Login;

/// <summary>What the application's login handler sees of a request, and what it may use.</summary>
public sealed class LoginHandlerOverHttpTests : IAsyncDisposable
{
    private readonly Backstage _stage = new();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task It_sees_the_user_and_the_request()
    {
        LoginContext? seen = null;
        _stage.OnLogin = context =>
        {
            seen = context;
            return LoginDecision.Accept();
        };
        await using var server = await Server.StartAsync(builder => _stage.AddTo(builder.Services).AddAspNetCore(), app => app.MapWeChatMini());
        (await server.SendAsync(Message.Login(_stage.CodeOf("o-alice")))).SignedIn();

        Assert.Equal(("", "o-alice"), (seen!.App, seen.Identity.OpenId));
        Assert.Equal(("POST", "/wx/login", "127.0.0.1"), (seen.Request!.Method, seen.Request.Path, seen.Request.RemoteAddress));
        Assert.Equal("application/json", seen.Request.Headers["content-type"]);
    }

    [Fact]
    public async Task Its_scoped_services_live_for_one_login()
    {
        await using var server = await Server.StartAsync(
            builder =>
            {
                _stage.AddTo(builder.Services).AddLoginHandler<CountsVisits>().AddAspNetCore();
                builder.Services.AddSingleton<Visits>().AddScoped<Visit>();
            },
            app => app.MapWeChatMini());
        (await server.SendAsync(Message.Login(_stage.CodeOf("o-alice")))).SignedIn();
        (await server.SendAsync(Message.Login(_stage.CodeOf("o-alice")))).SignedIn();

        var visits = server.Services.GetRequiredService<Visits>();
        Assert.Equal((2, 2), (visits.Opened, visits.Closed));
    }

    private sealed class Visits
    {
        public int Opened { get; set; }

        public int Closed { get; set; }
    }

    private sealed class Visit : IAsyncDisposable
    {
        private readonly Visits _visits;

        public Visit(Visits visits)
        {
            _visits = visits;
            _visits.Opened++;
        }

        public ValueTask DisposeAsync()
        {
            _visits.Closed++;
            return default;
        }
    }

    private sealed class CountsVisits(Visit first, Visit second) : ILoginHandler
    {
        public ValueTask<LoginDecision> HandleAsync(LoginContext context, CancellationToken cancellationToken) =>
            new(ReferenceEquals(first, second) ? LoginDecision.Accept() : LoginDecision.Refuse("There are two scopes."));
    }
}

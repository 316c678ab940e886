using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Sessions;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.Authentication;

/// <summary>MiniSession as a parameter, without attributes: handlers compiled by the generator (as for AOT) and by reflection.</summary>
public sealed class SessionParameterTests : IAsyncLifetime
{
    private const string Generated = "/generated";
    private const string Reflected = "/reflected";

    private readonly Backstage _stage = new();
    private Server _server = null!;
    private string _token = "";

    public static TheoryData<string> Ways => [Generated, Reflected];

    public async ValueTask InitializeAsync()
    {
        _server = await Server.StartAsync(builder =>
        {
            _stage.AddTo(builder.Services).AddAspNetCore();
            builder.Services.AddSingleton(new Greeting("hello")).AddKeyedSingleton("late", new Greeting("good night"));
        }, app =>
        {
            app.MapWeChatMini();
            MapGenerated(app.MapGroup(Generated));
            MapReflected(app.MapGroup(Reflected));
        });
        _token = (await _server.SendAsync(Message.Login(_stage.CodeOf("o-alice")))).SignedIn();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _stage.DisposeAsync();
    }

    [Fact]
    public void Each_way_is_the_one_it_says()
    {
        var endpoints = _server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToLookup(
            endpoint => endpoint.RoutePattern.RawText!.Split('/')[1],
            endpoint => endpoint.RequestDelegate!.Method.DeclaringType!.FullName!.Contains("Microsoft.AspNetCore.Http.Generated", StringComparison.Ordinal));

        Assert.Equal(Enumerable.Repeat(true, 5), endpoints["generated"]);
        Assert.Equal(Enumerable.Repeat(false, 5), endpoints["reflected"]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_GET_handler_gets_the_session(string way)
    {
        Assert.Equal((200, "o-alice"), await ShortAsync(Message.Get(way + "/me", _token)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_POST_handler_gets_the_session_beside_its_body(string way)
    {
        Assert.Equal((200, "o-alice buys tea"), await ShortAsync(Message.Post(way + "/orders", """{"item":"tea"}""", _token)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_handler_behind_RequireWeChatSession_does_not_run_without_a_session(string way)
    {
        (await _server.SendAsync(Message.Get(way + "/me"))).IsProblem(401, "login_again");
        (await _server.SendAsync(Message.Post(way + "/orders", """{"item":"tea"}"""))).IsProblem(401, "login_again");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_optional_session_is_the_session_or_null(string way)
    {
        Assert.Equal((200, "o-alice"), await ShortAsync(Message.Get(way + "/optional", _token)));
        Assert.Equal((200, "nobody"), await ShortAsync(Message.Get(way + "/optional")));
        Assert.Equal((200, "nobody"), await ShortAsync(Message.Get(way + "/optional", new string('A', 64))));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Beside_an_optional_session_other_services_are_as_ever(string way)
    {
        Assert.Equal((200, "hello good night nobody"), await ShortAsync(Message.Get(way + "/services")));
        Assert.Equal((200, "hello good night o-alice"), await ShortAsync(Message.Get(way + "/services", _token)));
    }

    [Theory]
    [InlineData(Generated, StoreProbe.Trouble.Throws)]
    [InlineData(Reflected, StoreProbe.Trouble.Throws)]
    [InlineData(Generated, StoreProbe.Trouble.Hangs)]
    public async Task An_optional_session_that_cannot_be_read_is_not_null(string way, StoreProbe.Trouble trouble)
    {
        _stage.Store.State = trouble;
        (await _stage.SendOverTimeAsync(_server, Message.Get(way + "/optional", _token))).IsProblem(503, "store_unavailable");
        Assert.Equal((200, "nobody"), await ShortAsync(Message.Get(way + "/optional")));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_session_that_is_not_optional_on_an_unprotected_endpoint_says_what_to_add(string way)
    {
        Assert.Equal((200, "o-alice"), await ShortAsync(Message.Get(way + "/unprotected", _token)));

        Assert.Equal(500, (await _server.SendAsync(Message.Get(way + "/unprotected"))).Status);
        Assert.Contains(_server.Log.Errors, line => line.Contains("There is no MiniSession in this request: add RequireWeChatSession()", StringComparison.Ordinal));
    }

    private static void MapGenerated(RouteGroupBuilder group)
    {
        group.MapGet("/me", (MiniSession me) => me.OpenId).RequireWeChatSession();
        group.MapPost("/orders", (MiniSession me, Order order) => $"{me.OpenId} buys {order.Item}").RequireWeChatSession();
        group.MapGet("/optional", (MiniSession? me) => me?.OpenId ?? "nobody");
        group.MapGet("/unprotected", (MiniSession me) => me.OpenId);
        group.MapGet("/services", (Greeting day, [FromKeyedServices("late")] Greeting night, MiniSession? me) => $"{day.Text} {night.Text} {me?.OpenId ?? "nobody"}");
    }

    private static void MapReflected(RouteGroupBuilder group)
    {
#pragma warning disable RDG002 // The generator must not see these handlers.
        Delegate me = (MiniSession me) => me.OpenId;
        Delegate orders = (MiniSession me, Order order) => $"{me.OpenId} buys {order.Item}";
        Delegate optional = (MiniSession? me) => me?.OpenId ?? "nobody";
        Delegate services = (Greeting day, [FromKeyedServices("late")] Greeting night, MiniSession? me) => $"{day.Text} {night.Text} {me?.OpenId ?? "nobody"}";
        group.MapGet("/services", services);
        group.MapGet("/me", me).RequireWeChatSession();
        group.MapPost("/orders", orders).RequireWeChatSession();
        group.MapGet("/optional", optional);
        group.MapGet("/unprotected", me);
#pragma warning restore RDG002
    }

    private async Task<(int Status, string Text)> ShortAsync(Message message)
    {
        var answer = await _server.SendAsync(message);
        return (answer.Status, answer.Text);
    }

    internal sealed record Order(string Item);

    internal sealed record Greeting(string Text);
}

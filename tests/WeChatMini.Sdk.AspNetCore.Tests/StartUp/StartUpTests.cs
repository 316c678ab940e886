using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Errors;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.StartUp;

/// <summary>What is wrong stops the start, with a sentence that says what to do.</summary>
public sealed class StartUpTests
{
    private const string Secret = "canary0123456789canary0123456789";

    [Fact]
    public async Task Mapping_without_AddAspNetCore_says_what_to_add()
    {
        var bare = await Assert.ThrowsAsync<InvalidOperationException>(() => Server.StartAsync(_ => { }, app => app.MapWeChatMini()));
        var half = await Assert.ThrowsAsync<InvalidOperationException>(() => Server.StartAsync(builder => builder.Services.AddWeChatMini(Valid), app => app.MapWeChatMini()));

        Assert.Contains(".AddAspNetCore()", bare.Message, StringComparison.Ordinal);
        Assert.Equal(bare.Message, half.Message);
    }

    [Fact]
    public async Task Protecting_without_AddAspNetCore_says_what_to_add()
    {
        await using var server = await Server.StartAsync(_ => { }, app => app.MapGet("/me", () => "me").RequireWeChatSession());
        var failure = Assert.Throws<InvalidOperationException>(() => server.Services.GetRequiredService<EndpointDataSource>().Endpoints);

        Assert.StartsWith("RequireWeChatSession needs", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_secret_is_named()
    {
        var mapped = await Assert.ThrowsAsync<WeChatException>(() => Server.StartAsync(builder => AddFrom(builder, secret: null), app => app.MapWeChatMini()));
        var unmapped = await Assert.ThrowsAsync<OptionsValidationException>(() => Server.StartAsync(builder => AddFrom(builder, secret: null), _ => { }));

        Assert.Equal(WeChatErrorKind.Misconfigured, mapped.Kind);
        Assert.Contains("set AppSecret", mapped.Message, StringComparison.Ordinal);
        Assert.Contains("WeChatMini__AppSecret", unmapped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_printed_nowhere_when_other_settings_are_wrong()
    {
        var failure = await Assert.ThrowsAsync<WeChatException>(() => Server.StartAsync(
            builder => AddFrom(builder, Secret, ("WeChatMini:BaseAddress", "http://api.example.com"), ("WeChatMini:LoginTimeout", "1.00:00:00")),
            app => app.MapWeChatMini()));

        Assert.Contains("BaseAddress must be an https address", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_code_or_token_is_in_the_log_of_a_whole_visit()
    {
        await using var stage = new Backstage();
        await using var server = await Server.StartAsync(builder => stage.AddTo(builder.Services).AddAspNetCore(), app => app.MapWeChatMini());
        var code = stage.CodeOf("o-alice");
        var token = (await server.SendAsync(Message.Login(code))).SignedIn();
        await server.SendAsync(Message.Session(token));
        await server.SendAsync(Message.Logout(token));

        Assert.NotEmpty(server.Log.All);
        Assert.DoesNotContain(server.Log.All, line => new[] { stage.WeChat.AppSecret, code, token, "o-alice" }.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("wx")]
    [InlineData("/wx/")]
    [InlineData("/")]
    [InlineData("/{tenant}/wx")]
    [InlineData("/wx?a=b")]
    public async Task A_prefix_that_is_none_is_refused(string prefix)
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => Server.StartAsync(builder => builder.Services.AddWeChatMini(Valid).AddAspNetCore(), app => app.MapWeChatMini(prefix)));
        Assert.Equal("prefix", failure.ParamName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a/b")]
    public async Task Other_prefixes_work(string prefix)
    {
        await using var stage = new Backstage();
        await using var server = await Server.StartAsync(builder => stage.AddTo(builder.Services).AddAspNetCore(), app => app.MapWeChatMini(prefix));

        (await server.SendAsync(Message.Login(stage.CodeOf("o-alice")) with { Path = prefix + "/login" })).SignedIn();
    }

    [Fact]
    public async Task Conventions_apply_to_all_that_is_mapped()
    {
        await using var stage = new Backstage();
        await using var server = await Server.StartAsync(
            builder => stage.AddTo(builder.Services).AddAspNetCore(),
            app => app.MapWeChatMini().WithMetadata("tagged"));
        var mapped = server.Services.GetRequiredService<EndpointDataSource>().Endpoints;

        Assert.Equal(["/wx/login", "/wx/session", "/wx/logout"], mapped.Cast<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText));
        Assert.All(mapped, endpoint => Assert.Equal("tagged", endpoint.Metadata.GetMetadata<string>()));
    }

    [Fact]
    public async Task AddAspNetCore_may_be_called_again()
    {
        await using var stage = new Backstage();
        await using var server = await Server.StartAsync(
            builder => stage.AddTo(builder.Services).AddAspNetCore().AddAspNetCore(),
            app =>
            {
                app.MapWeChatMini();
                app.MapGet("/me", (Sdk.Sessions.MiniSession me) => me.OpenId).RequireWeChatSession();
            });
        var token = (await server.SendAsync(Message.Login(stage.CodeOf("o-alice")))).SignedIn();

        Assert.Equal("o-alice", (await server.SendAsync(Message.Get("/me", token))).Text);
    }

    private static void Valid(WeChatMiniOptions options) => (options.AppId, options.AppSecret) = ("wx0123456789abcdef", Secret);

    private static void AddFrom(WebApplicationBuilder builder, string? secret, params (string Key, string Value)[] more)
    {
        builder.Configuration["WeChatMini:AppId"] = "wx0123456789abcdef";
        builder.Configuration["WeChatMini:AppSecret"] = secret;
        foreach (var (key, value) in more)
        {
            builder.Configuration[key] = value;
        }

        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini")).AddAspNetCore();
    }
}

using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.CloudRun;
using WeChatMini.Sdk.Sessions;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.CloudRun;

/// <summary>CloudRun's headers as they come over HTTP.</summary>
public sealed class CloudRunTests : IAsyncDisposable
{
    private readonly Backstage _stage = new();

    private string AppIdLine => "X-WX-APPID: " + _stage.WeChat.AppId;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_user_whom_the_platform_names_is_signed_in_and_known_to_other_endpoints()
    {
        await using var server = await StartAsync(cloudRun => cloudRun.TrustOpenId = true);

        var token = (await LoginAsync(server, "x-wx-openid: o-alice", "x-wx-source: wx_client", AppIdLine.ToLowerInvariant())).SignedIn();

        Assert.Equal("o-alice", (await server.SendAsync(Message.Get("/me", token))).Text);
        Assert.Equal(0, _stage.CallsToWeChat);
    }

    [Theory]
    [InlineData("X-WX-OPENID: o-alice")]
    [InlineData("X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|X-WX-APPID: wxffffffffffffffff")]
    [InlineData("X-WX-OPENID: o-alice|x-wx-openid: o-bob|X-WX-SOURCE: wx_client|{own}")]
    [InlineData("X-WX-OPENID: o-alice|X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|{own}")]
    [InlineData("X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|X-WX-SOURCE: wx_client|{own}")]
    [InlineData("X-WX-OPENID: o-alice|X-WX-SOURCE: wx_client|{own}|{own}")]
    [InlineData("X-WX-FROM-OPENID: o-alice|X-WX-FROM-APPID: wx1111111111111111|X-WX-SOURCE: wx_client|{own}")]
    public async Task Headers_that_cannot_be_trusted_are_400(string headers)
    {
        await using var server = await StartAsync(cloudRun => cloudRun.TrustOpenId = true);

        (await LoginAsync(server, headers.Replace("{own}", AppIdLine, StringComparison.Ordinal).Split('|'))).IsProblem(400, "bad_request");
        Assert.Equal(0, _stage.Store.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_the_opt_in_the_same_headers_are_nothing(bool usesCloudRun)
    {
        await using var server = await StartAsync(usesCloudRun ? _ => { } : null);

        (await LoginAsync(server, "X-WX-OPENID: o-alice", "X-WX-SOURCE: wx_client", AppIdLine)).IsProblem(400, "bad_request");
        Assert.Equal(0, _stage.Store.Calls);
    }

    [Fact]
    public async Task Every_request_of_the_application_may_bring_the_token_also_one_to_its_own_endpoints()
    {
        await using var server = await StartAsync(cloudRun => cloudRun.Tokens = CloudRunTokens.Header);

        await SendAsync(server, "GET /token HTTP/1.1", "X-WX-CLOUDBASE-ACCESS-TOKEN: first", "X-WX-SOURCE: wx_client", AppIdLine);
        Assert.Equal("first", (await server.SendAsync(Message.Get("/token"))).Text);
        await SendAsync(server, "GET /nowhere HTTP/1.1", "x-wx-cloudbase-access-token: second", "x-wx-source: wx_client");
        Assert.Equal("second", (await server.SendAsync(Message.Get("/token"))).Text);
        await SendAsync(server, "GET /wx/session HTTP/1.1", "X-WX-CLOUDBASE-ACCESS-TOKEN: third", "X-WX-SOURCE: wx_client");
        Assert.Equal("third", (await server.SendAsync(Message.Get("/token"))).Text);

        // Twice, or from somewhere else.
        await SendAsync(server, "GET /token HTTP/1.1", "X-WX-CLOUDBASE-ACCESS-TOKEN: a", "X-WX-CLOUDBASE-ACCESS-TOKEN: b", "X-WX-SOURCE: wx_client");
        await SendAsync(server, "GET /token HTTP/1.1", "X-WX-CLOUDBASE-ACCESS-TOKEN: planted");
        Assert.Equal("third", (await server.SendAsync(Message.Get("/token"))).Text);
    }

    private Task<Server> StartAsync(Action<CloudRunOptions>? cloudRun) => Server.StartAsync(
        builder =>
        {
            var miniProgram = _stage.AddTo(builder.Services).AddAspNetCore();
            _ = cloudRun is null ? miniProgram : miniProgram.UseCloudRun(cloudRun);
        },
        app =>
        {
            app.MapWeChatMini();
            app.MapGet("/me", (MiniSession me) => me.OpenId).RequireWeChatSession();
            app.MapGet("/token", async (HttpContext context) => (await context.RequestServices.GetRequiredService<WeChatMiniClient>().AccessTokens.GetTokenAsync(context.RequestAborted)).Value);
        });

    private static Task<Answer> LoginAsync(Server server, params string[] headers) => SendAsync(server, "POST /wx/login HTTP/1.1", [.. headers, "Content-Length: 0"]);

    private static async Task<Answer> SendAsync(Server server, string line, params string[] headers)
    {
        using var client = await RawHttp.ConnectAsync(server.Address);
        await client.SendAsync(new StringBuilder().AppendJoin("\r\n", [line, "Host: localhost", "Connection: close", .. headers]).Append("\r\n\r\n").ToString());
        return await client.ReadAsync();
    }
}

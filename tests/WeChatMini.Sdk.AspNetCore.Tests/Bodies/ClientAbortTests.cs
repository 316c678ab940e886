using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Sessions;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.Bodies;

/// <summary>Clients that leave before their answer.</summary>
public sealed class ClientAbortTests : IAsyncLifetime
{
    private readonly Backstage _stage = new();
    private Server _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await Server.StartAsync(
        builder => _stage.AddTo(builder.Services).AddAspNetCore(),
        app =>
        {
            app.MapWeChatMini();
            app.MapGet("/me", (MiniSession me) => me.OpenId).RequireWeChatSession();
        });

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_leaves_during_its_login_is_no_error_and_the_login_is_finished()
    {
        var message = Message.Login(_stage.CodeOf("o-alice"));
        var gate = new TaskCompletionSource();
        _stage.Gate = gate.Task;
        using (var client = await RawHttp.ConnectAsync(_server.Address))
        {
            await client.SendLoginHeadAsync($"Content-Length: {message.Body.Length}");
            await client.SendAsync(System.Text.Encoding.UTF8.GetString(message.Body));
            await _stage.WeChat.Journal.WaitForArrivalsAsync(1, Cancellation);
        }

        await _server.Log.WaitForAsync("/wx/login - 499", Cancellation);
        gate.SetResult();
        await _stage.Store.Created.WaitAsync(Cancellation);

        Assert.Empty(_server.Log.Errors);
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_of_its_body_is_no_error()
    {
        using (var client = await RawHttp.ConnectAsync(_server.Address))
        {
            await client.SendLoginHeadAsync("Content-Length: 2000");
            await client.SendAsync("""{"code":""");
            await _server.Log.WaitForAsync("Request starting", Cancellation);
            client.Reset();
        }

        await _server.Log.WaitForAsync("Request finished", Cancellation);
        Assert.Empty(_server.Log.Errors);
        Assert.Equal((0, 0), (_stage.CallsToWeChat, _stage.Store.Calls));
    }

    [Fact]
    public async Task A_client_that_leaves_while_its_session_is_looked_up_is_no_error()
    {
        var token = (await _server.SendAsync(Message.Login(_stage.CodeOf("o-alice")))).SignedIn();
        _stage.Store.State = StoreProbe.Trouble.Hangs;
        using (var client = await RawHttp.ConnectAsync(_server.Address))
        {
            await client.SendAsync($"GET /me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n");
            await _server.Log.WaitForAsync("GET http://localhost/me", Cancellation);
        }

        await _server.Log.WaitForAsync("GET http://localhost/me - 499", Cancellation);
        Assert.Empty(_server.Log.Errors);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Endpoint;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.Bodies;

/// <summary>Bodies by what arrives, whatever was announced.</summary>
public sealed class BodyTests : IAsyncLifetime
{
    private readonly Backstage _stage = new();
    private Server _server = null!;
    private RawHttp _client = null!;

    private string Body => $$"""{"code":"{{_stage.CodeOf("o-alice")}}"}""";

    public async ValueTask InitializeAsync()
    {
        _server = await Server.StartAsync(builder => _stage.AddTo(builder.Services).AddAspNetCore(), app => app.MapWeChatMini());
        _client = await RawHttp.ConnectAsync(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task A_body_in_chunks_of_one_byte_is_a_body()
    {
        await _client.SendLoginHeadAsync("Transfer-Encoding: chunked");
        foreach (var character in Body)
        {
            await _client.SendAsync($"1\r\n{character}\r\n");
        }

        await _client.SendAsync("0\r\n\r\n");
        (await _client.ReadAsync()).SignedIn();
    }

    [Fact]
    public async Task Chunks_without_end_are_refused_at_16_KB()
    {
        await _client.SendLoginHeadAsync("Transfer-Encoding: chunked");
        for (var sent = 0; sent <= WeChatMiniEndpoint.MaxBodyBytes; sent += 1024)
        {
            await _client.SendAsync($"400\r\n{new string(' ', 1024)}\r\n");
        }

        await IsRefusedAsync();
    }

    [Fact]
    public async Task A_body_of_which_nothing_is_announced_is_none()
    {
        await _client.SendLoginHeadAsync();
        await IsRefusedAsync();
    }

    [Fact]
    public async Task A_body_that_is_announced_too_short_is_cut()
    {
        await _client.SendLoginHeadAsync("Content-Length: 20");
        await _client.SendAsync(Body);
        await IsRefusedAsync();
    }

    [Fact]
    public async Task A_body_that_ends_before_it_was_announced_to_leads_to_nothing()
    {
        await _client.SendLoginHeadAsync("Content-Length: 2000");
        await _client.SendAsync(Body);
        _client.SayNoMore();

        // Kestrel takes the end of a body that is not complete for the end of the connection, so no answer arrives.
        await _server.Log.WaitForAsync("Request finished", TestContext.Current.CancellationToken);
        Assert.Equal((0, 0), (_stage.CallsToWeChat, _stage.Store.Calls));
        Assert.Empty(_server.Log.Errors);
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(1_000_000_000)]
    public async Task A_body_that_is_announced_large_is_not_waited_for(long announced)
    {
        await _client.SendLoginHeadAsync($"Content-Length: {announced}");
        await _client.SendAsync(new string(' ', WeChatMiniEndpoint.MaxBodyBytes + 1));
        await IsRefusedAsync();
    }

    [Fact]
    public async Task A_length_beside_chunks_does_not_count()
    {
        var body = Body;
        await _client.SendLoginHeadAsync("Transfer-Encoding: chunked", "Content-Length: 5");
        await _client.SendAsync($"{body.Length:x}\r\n{body}\r\n0\r\n\r\n");

        // Servers may also refuse such a request, which could smuggle another; none may read five bytes.
        Assert.Contains((await _client.ReadAsync()).Status, new[] { 200, 400 });
    }

    private async Task IsRefusedAsync()
    {
        (await _client.ReadAsync()).IsProblem(400, "bad_request");
        Assert.Equal((0, 0), (_stage.CallsToWeChat, _stage.Store.Calls));
        Assert.Empty(_server.Log.Errors);
    }
}

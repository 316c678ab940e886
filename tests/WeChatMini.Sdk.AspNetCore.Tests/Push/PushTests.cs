using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.Push;

/// <summary>Pushes as they come over HTTP: Kestrel refuses synchronous reads, so there are none.</summary>
public sealed class PushTests : IAsyncLifetime
{
    private static readonly FakePushMessage Hello = FakePushMessage.Text("o-alice", "你好 😀");

    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly ConcurrentQueue<PushMessage> _handled = new();
    private bool _fails;
    private Server _server = null!;

    private Uri Address => new(_server.Address, "/wx/push");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await StartAsync(options => (options.Token, options.EncodingAESKey) = (_weChat.Push.Token, _weChat.Push.EncodingAESKey));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _weChat.DisposeAsync();
    }

    [Theory]
    [InlineData(FakePushMode.Secure, FakePushFormat.Json)]
    [InlineData(FakePushMode.Secure, FakePushFormat.Xml)]
    [InlineData(FakePushMode.Compatible, FakePushFormat.Json)]
    [InlineData(FakePushMode.Compatible, FakePushFormat.Xml)]
    public async Task The_address_is_accepted_and_a_push_arrives(FakePushMode mode, FakePushFormat format)
    {
        (_weChat.Push.Mode, _weChat.Push.Format) = (mode, format);
        Assert.True(await _weChat.Push.CheckAddressAsync(Address, Cancellation));
        Assert.True(await _weChat.Push.CheckAddressAsync(Address, Cancellation));
        var answer = await _weChat.Push.DeliverAsync(Address, Hello, Cancellation);
        Assert.Equal((1, "success"), (answer.Attempts, answer.Body));
        Assert.Equal("你好 😀", Assert.Single(_handled).Document.GetText("Content"));
    }

    [Fact]
    public async Task WeChat_sends_again_what_failed()
    {
        _fails = true;
        var answer = await _weChat.Push.DeliverAsync(Address, Hello, Cancellation);
        Assert.Equal((3, 500, false), (answer.Attempts, answer.StatusCode, answer.IsReceived));
        _fails = false;
        Assert.True((await _weChat.Push.DeliverAsync(Address, Hello, Cancellation)).IsReceived);
        Assert.Equal(4, _handled.Count);
        Assert.True((await _weChat.Push.DeliverAsync(Address, Hello, Cancellation)).IsReceived);
        Assert.Equal(4, _handled.Count);
    }

    [Fact]
    public async Task The_content_type_decides_nothing()
    {
        var push = _weChat.Push.Create(Hello);
        foreach (var type in new[] { "text/xml", "application/octet-stream", "nonsense", null })
        {
            var answer = await _server.SendAsync(new Message("POST", "/wx/push?" + push.Query) { Body = push.Body.ToArray(), ContentType = type });
            Assert.Equal((200, "success"), (answer.Status, answer.Text));
        }
    }

    [Fact]
    public async Task A_body_in_chunks_of_one_byte_is_a_body()
    {
        var push = _weChat.Push.Create(Hello);
        using var client = await HeadAsync(push.Query, "Transfer-Encoding: chunked");
        foreach (var character in Encoding.ASCII.GetString(push.Body.Span))
        {
            await client.SendAsync($"1\r\n{character}\r\n");
        }

        await client.SendAsync("0\r\n\r\n");
        Assert.Equal("success", (await client.ReadAsync()).Text);
        Assert.Single(_handled);
    }

    [Theory]
    [InlineData(255, 200)]
    [InlineData(257, 403)]
    [InlineData(1024, 403)]
    public async Task A_body_is_measured_by_what_arrives(int kilobytes, int status)
    {
        var push = _weChat.Push.Create(Hello);
        using var client = await HeadAsync(push.Query, "Transfer-Encoding: chunked");
        var body = Encoding.ASCII.GetString(push.Body.Span);
        await client.SendAsync($"{body.Length:x}\r\n{body}\r\n");
        var sent = body.Length;
        while (sent + 1024 <= kilobytes * 1024 && sent <= 258 * 1024)
        {
            await client.SendAsync($"400\r\n{new string(' ', 1024)}\r\n");
            sent += 1024;
        }

        if (status == 200)
        {
            await client.SendAsync("0\r\n\r\n");
        }

        Assert.Equal(status, (await client.ReadAsync()).Status);
        Assert.Equal(status == 200 ? 1 : 0, _handled.Count);
    }

    [Theory]
    [InlineData("Content-Length: 20")]
    [InlineData("X-Nothing: of length")]
    public async Task A_body_of_another_length_than_announced_is_refused(string header)
    {
        var push = _weChat.Push.Create(Hello);
        using var client = await HeadAsync(push.Query, header);
        await client.SendAsync(Encoding.ASCII.GetString(push.Body.Span));
        IsRefused(await client.ReadAsync());
    }

    [Fact]
    public async Task A_body_that_is_announced_huge_is_refused_unread()
    {
        using var client = await HeadAsync(_weChat.Push.Create(Hello).Query, "Content-Length: 100000000");
        IsRefused(await client.ReadAsync());
    }

    [Fact]
    public async Task Without_the_right_signature_the_body_is_not_waited_for()
    {
        using var client = await HeadAsync(_weChat.Push.Create(Hello, FakePushCorruption.WrongSignature).Query, "Content-Length: 500");
        IsRefused(await client.ReadAsync());
    }

    [Theory]
    [InlineData(FakePushCorruption.WrongMessageSignature)]
    [InlineData(FakePushCorruption.InTheClear)]
    [InlineData(FakePushCorruption.ExternalEntity)]
    [InlineData(FakePushCorruption.HugeBody)]
    public async Task What_is_wrong_is_refused_over_HTTP_too(FakePushCorruption wrong)
    {
        var answer = await _weChat.Push.SendAsync(Address, Hello, wrong, Cancellation);
        Assert.Equal((403, ""), (answer.StatusCode, answer.Body));
        Assert.Empty(_handled);
    }

    [Fact]
    public async Task Without_settings_the_path_is_not_mapped()
    {
        await using var server = await StartAsync(_ => { });
        Assert.Equal(404, (await server.SendAsync(Message.Get("/wx/push?" + _weChat.Push.CreateAddressCheck("1").Query))).Status);
    }

    private Task<Server> StartAsync(Action<WeChatPushOptions> push) => Server.StartAsync(
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(_weChat.Clock);
            builder.Services.AddWeChatMini(options =>
            {
                (options.AppId, options.AppSecret, options.BaseAddress) = (_weChat.AppId, _weChat.AppSecret, _weChat.BaseAddress);
                push(options.Push);
            }).AddAspNetCore().AddPushHandler<PushMessage>((message, _, _) =>
            {
                _handled.Enqueue(message);
                return _fails ? throw new InvalidOperationException("as told") : default;
            });
        },
        app => app.MapWeChatMini());

    private async Task<RawHttp> HeadAsync(string query, string header)
    {
        var client = await RawHttp.ConnectAsync(_server.Address);
        await client.SendAsync($"POST /wx/push?{query} HTTP/1.1\r\nHost: localhost\r\n{header}\r\n\r\n");
        return client;
    }

    private void IsRefused(Answer answer)
    {
        Assert.Equal((403, ""), (answer.Status, answer.Text));
        Assert.Empty(_handled);
        Assert.Empty(_server.Log.Errors);
    }
}

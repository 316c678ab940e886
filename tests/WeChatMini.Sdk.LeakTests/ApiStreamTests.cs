using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.LeakTests.Canaries;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.LeakTests.Tokens;
using WeChatMini.Sdk.LeakTests.Upstream;

namespace WeChatMini.Sdk.LeakTests;

/// <summary>The body of an API's answer that breaks while the application reads it, long after the call came back.</summary>
public sealed class ApiStreamTests
{
    public static TheoryData<string> Ends => ["a chunk that repeats the address", "FIN"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_body_that_breaks_off_is_an_IOException_without_a_word_of_the_server(string end)
    {
        var secrets = new Secrets();
        var recording = new Recording();
        await using var scene = new Scene(secrets, recording) { IsQuiet = true };
        await using var host = new BareHost(scene);
        var good = scene.GoodReply;
        Func<StubExchange, Task<bool>> broken = end == "FIN" ? Replies.ImageCutShort(reset: false) : Replies.BrokenImage;
        scene.WeChat.Reply = exchange => (exchange.Path == "/wxa/getwxacode" ? broken : good)(exchange);
        await host.Client.AccessTokens.GetTokenAsync(TestContext.Current.CancellationToken);
        var client = scene.Services!.GetRequiredService<ApiClient>().Http;

        foreach (var read in Readers)
        {
            using var response = await client.GetAsync(new Uri("/wxa/getwxacode", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            var thrown = await Assert.ThrowsAsync<IOException>(() => read(body));
            Assert.Null(thrown.InnerException);
            ExceptionSink.Caught(recording, "read", thrown);
        }

        var buffered = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetByteArrayAsync(new Uri("/wxa/getwxacode", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Null(Assert.IsType<IOException>(buffered.InnerException).InnerException);
        ExceptionSink.Caught(recording, "buffered", buffered);
        Assert.Empty(SinkTable.Find(recording.Drain(), secrets.Search()));
        scene.Clock.Release();
    }

    private static IEnumerable<Func<Stream, Task>> Readers =>
    [
        static body => body.CopyToAsync(Stream.Null),
        static async body => await body.ReadExactlyAsync(new byte[4000]),
        static async body => await body.ReadExactlyAsync(new Memory<byte>(new byte[4000])),
        static body => Task.Run(() => body.CopyTo(Stream.Null)),
        static body => Task.Run(() => body.ReadExactly(new byte[4000], 0, 4000)),
        static body => Task.Run(() =>
        {
            while (body.ReadByte() >= 0)
            {
            }
        }),
    ];

    [Fact]
    public async Task A_reader_that_leaves_is_told_of_nothing_but_that()
    {
        await using var scene = new Scene(new Secrets(), new Recording()) { IsQuiet = true };
        await using var host = new BareHost(scene);
        var good = scene.GoodReply;
        scene.WeChat.Reply = async exchange =>
        {
            if (exchange.Path != "/wxa/getwxacode")
            {
                return await good(exchange);
            }

            await exchange.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 500\r\n\r\nPNG: the first of many bytes");
            return true;
        };
        var client = scene.Services!.GetRequiredService<ApiClient>().Http;
        using var response = await client.GetAsync(new Uri("/wxa/getwxacode", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var leaving = new CancellationTokenSource();
        var reading = body.CopyToAsync(Stream.Null, leaving.Token);
        await leaving.CancelAsync();
        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(leaving.Token, thrown.CancellationToken);
        scene.Clock.Release();
    }
}

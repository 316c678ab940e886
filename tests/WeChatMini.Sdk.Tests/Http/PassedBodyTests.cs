using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.Http;
using Xunit;

namespace WeChatMini.Sdk.Tests.Http;

/// <summary>A body that is passed on, such as an image, may be long and take its time, but it does not hold its reader for ever.</summary>
public sealed class PassedBodyTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 30, TimeSpan.Zero));
    private readonly PiecewiseStream _body = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _body.Dispose();

    [Fact]
    public async Task It_may_pause_again_and_again_and_is_broken_off_after_a_pause_of_8_seconds()
    {
        _body.Send("PNG: the first of many bytes");
        using var answer = await SendAsync();
        await using var reader = await answer.Content.ReadAsStreamAsync(Cancellation);
        var buffer = new byte[64];
        Assert.Equal(28, await reader.ReadAsync(buffer, Cancellation));
        for (var pause = 0; pause < 3; pause++)
        {
            var reading = reader.ReadAsync(buffer, Cancellation).AsTask();
            _clock.Advance(TimeSpan.FromSeconds(7));
            _body.Send("more");
            Assert.Equal(4, await reading);
        }

        var last = reader.ReadAsync(buffer, Cancellation).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(8));

        Assert.Null((await Assert.ThrowsAsync<IOException>(() => last.WaitAsync(TimeSpan.FromSeconds(30), Cancellation))).InnerException);
    }

    private async Task<HttpResponseMessage> SendAsync()
    {
        using var invoker = new HttpMessageInvoker(new LastHopHandler(new BodyLimit(1024, PassesOthers: true, _clock)) { InnerHandler = new ImageHandler(_body) });
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.weixin.qq.com/wxa/getwxacode");
        request.Options.Set(WeChatCall.Key, new WeChatCall(new WeChatMiniOptions { AppId = "wx1234567890abcdef" }));
        return await invoker.SendAsync(request, Cancellation);
    }

    private sealed class ImageHandler(Stream body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StreamContent(body) { Headers = { ContentType = new("image/png") } } });
    }

    /// <summary>Gives what it was told to send, a piece at a time, and waits in between.</summary>
    private sealed class PiecewiseStream : Stream
    {
        private readonly Channel<byte[]> _pieces = Channel.CreateUnbounded<byte[]>();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void Send(string piece) => _pieces.Writer.TryWrite([.. piece.Select(letter => (byte)letter)]);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var piece = await _pieces.Reader.ReadAsync(cancellationToken);
            piece.CopyTo(buffer);
            return piece.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

using System.Text;
using WeChatMini.Sdk.Apis.Tests.Support;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Apis.Tests;

/// <summary>Images that come, and files that go.</summary>
public sealed class FileTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_comes_as_a_stream_with_its_content_type()
    {
        await using var bench = Bench.Start();
        var picture = new byte[300_000];
        Random.Shared.NextBytes(picture);
        picture[0] = 0xFF;
        bench.WeChat.Apis.Add("/wxa/getwxacodeunlimit", _ => new FakeApiAnswer("image/jpeg", picture));

        using var code = await bench.Apis.Codes.GetUnlimitedAsync(new() { Scene = "id=42" }, Cancellation);

        Assert.Equal("image/jpeg", code.ContentType);
        Assert.False(code.IsJson);
        Assert.Equal(picture, await code.ReadAllAsync(Cancellation));
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    public async Task An_error_is_an_error_whatever_content_type_it_comes_with(string contentType)
    {
        await using var bench = Bench.Start();
        bench.WeChat.Apis.Add("/wxa/getwxacodeunlimit", _ => new FakeApiAnswer(contentType, """{"errcode":41030,"errmsg":"invalid page"}"""u8.ToArray()));

        var failure = await Assert.ThrowsAsync<WeChatException>(() => bench.Apis.Codes.GetUnlimitedAsync(new() { Scene = "id=42", Page = "pages/none" }, Cancellation));

        Assert.Equal(41030, failure.ErrorCode);
    }

    [Fact]
    public async Task Of_a_video_the_address_comes_instead_of_a_file()
    {
        await using var bench = Bench.Start();
        bench.WeChat.Apis.Add("/cgi-bin/media/get", _ => FakeApiAnswer.Json("""{"video_url":"http://example/v"}"""));

        var answer = await bench.Apis.CustomerService.GetMediaAsync(new() { MediaId = "m" }, Cancellation);

        Assert.Equal("http://example/v", answer.VideoUrl);
        Assert.Null(answer.File);
    }

    [Fact]
    public async Task An_upload_tells_its_progress_has_a_length_and_is_sent_again_after_a_rejected_token()
    {
        await using var bench = Bench.Start();
        var picture = new byte[200_000];
        Random.Shared.NextBytes(picture);
        var progress = new Reports();
        await bench.Client.AccessTokens.GetTokenAsync(Cancellation);
        bench.WeChat.Tokens.InvalidateAll();
        using var stream = new MemoryStream([9, 9, 9, .. picture]) { Position = 3 };

        await bench.Apis.CustomerService.UploadMediaAsync(new() { Type = "image", Media = new(stream, "图\"1\".png") { ContentType = "image/png", Progress = progress } }, Cancellation);

        var arrivals = bench.WeChat.Journal.Arrivals.Where(arrival => arrival.Path == "/cgi-bin/media/upload").ToList();
        Assert.Equal(2, arrivals.Count);
        Assert.All(arrivals, arrival => Assert.False(arrival.Headers.ContainsKey("Transfer-Encoding")));
        var body = bench.WeChat.Apis.LastRequest("/cgi-bin/media/upload")!.Body;
        Assert.True(body.Span.IndexOf(picture) > 0);
        Assert.Equal(-1, body.Span.IndexOf((ReadOnlySpan<byte>)[9, 9, 9, .. picture]));
        Assert.Contains("""name="media"; filename="图_1_.png" """.TrimEnd(), Encoding.UTF8.GetString(body.Span), StringComparison.Ordinal);
        Assert.Equal(2, progress.Values.Count(value => value == picture.Length));
        Assert.True(progress.Values.Count > 10);
    }

    [Fact]
    public async Task A_stream_that_can_be_read_only_once_is_sent_too()
    {
        await using var bench = Bench.Start();
        await bench.Client.AccessTokens.GetTokenAsync(Cancellation);
        bench.WeChat.Tokens.InvalidateAll();
        using var once = new System.IO.Compression.GZipStream(new MemoryStream(Compressed("a picture")), System.IO.Compression.CompressionMode.Decompress);

        await bench.Apis.CustomerService.UploadMediaAsync(new() { Type = "image", Media = new(once, "a.png") }, Cancellation);

        Assert.Contains("a picture", Encoding.UTF8.GetString(bench.WeChat.Apis.LastRequest("/cgi-bin/media/upload")!.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_goes_as_a_file_or_as_an_address_and_as_nothing_else()
    {
        await using var bench = Bench.Start();

        await bench.Apis.Images.ReadTextAsync(new() { ImageUrl = "https://example.com/a b.png" }, Cancellation);

        Assert.Equal("https://example.com/a b.png", bench.WeChat.Apis.LastRequest("/cv/ocr/comm")!.Query("img_url"));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.Apis.Images.ReadTextAsync(new(), Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.Apis.Images.ReadTextAsync(new() { ImageUrl = "u", Image = new([1], "a.png") }, Cancellation));
    }

    private static byte[] Compressed(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(buffer, System.IO.Compression.CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return buffer.ToArray();
    }

    private sealed class Reports : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value) => Values.Add(value);
    }
}

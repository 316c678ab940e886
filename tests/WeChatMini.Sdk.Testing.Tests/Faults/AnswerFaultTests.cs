using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using WeChatMini.Sdk.Testing.Tests.Support;

namespace WeChatMini.Sdk.Testing.Tests.Faults;

public sealed class AnswerFaultTests : IAsyncDisposable
{
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly Caller _caller = new();
    private readonly FakeUser _alice;

    public AnswerFaultTests() => _alice = _weChat.Users.Add("o-alice");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Whole => $$"""{"session_key":"{{_alice.SessionKey}}","openid":"o-alice"}""";

    [Fact]
    public async Task An_empty_body_has_no_bytes_and_status_200()
    {
        var (bytes, response) = await LoginAsync(FakeFault.EmptyBody, spent: true);

        Assert.Equal((HttpStatusCode.OK, 0), (response.StatusCode, bytes.Length));
    }

    [Fact]
    public async Task Truncated_JSON_is_the_first_half_of_the_answer()
    {
        var (bytes, _) = await LoginAsync(FakeFault.TruncatedJson, spent: true);

        Assert.Equal(Whole[..(Whole.Length / 2)], Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public async Task A_byte_order_mark_stands_before_the_whole_answer()
    {
        var (bytes, _) = await LoginAsync(FakeFault.ByteOrderMark, spent: true);

        Assert.Equal([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Whole)], bytes);
    }

    [Fact]
    public async Task Invalid_UTF_8_sits_in_the_first_string()
    {
        var (bytes, _) = await LoginAsync(FakeFault.InvalidUtf8, spent: true);

        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
        Assert.Equal([.. "{\"session_key\":\""u8, 0xC3, 0x28, 0xFF], bytes[..19]);
    }

    [Fact]
    public async Task Duplicate_properties_disagree()
    {
        var (bytes, _) = await LoginAsync(FakeFault.DuplicateProperties, spent: true);
        var members = JsonDocument.Parse(bytes).RootElement.EnumerateObject().Select(member => (member.Name, member.Value.GetString())).ToArray();

        Assert.Equal(
            [("session_key", _alice.SessionKey), ("session_key", "another-" + _alice.SessionKey), ("openid", "o-alice"), ("openid", "another-o-alice")],
            members);
    }

    [Fact]
    public async Task Deep_JSON_is_well_formed_and_too_deep_for_a_default_reader()
    {
        var (bytes, _) = await LoginAsync(FakeFault.DeepJson, spent: true);

        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(bytes));
        Assert.Equal("o-alice", JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 1002 }).RootElement.GetProperty("openid").GetString());
    }

    [Fact]
    public async Task A_huge_body_has_exactly_the_length_that_was_asked_for_and_still_the_data()
    {
        var (bytes, response) = await LoginAsync(FakeFault.HugeBody(3_000_000), spent: true);

        Assert.Equal((3_000_000, 3_000_000L), (bytes.Length, response.Content.Headers.ContentLength));
        Assert.Equal("o-alice", JsonDocument.Parse(bytes).RootElement.GetProperty("openid").GetString());
    }

    [Fact]
    public async Task Gzip_packs_the_whole_answer()
    {
        var (bytes, response) = await LoginAsync(FakeFault.Gzip, spent: true);
        using var unpacked = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));

        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.Equal(Whole, await unpacked.ReadToEndAsync(Cancellation));
    }

    [Theory]
    [InlineData(nameof(FakeFault.WithoutSessionKey), """{"openid":"o-alice"}""")]
    [InlineData(nameof(FakeFault.WithoutOpenId), """{"session_key":"KEY"}""")]
    [InlineData(nameof(FakeFault.EmptyOpenId), """{"session_key":"KEY","openid":""}""")]
    [InlineData(nameof(FakeFault.ErrorCodeZero), """{"session_key":"KEY","openid":"o-alice","errcode":0,"errmsg":"ok"}""")]
    public async Task Members_can_be_left_out_emptied_or_joined_by_errcode_0(string name, string expected)
    {
        var (bytes, _) = await LoginAsync(Named.Fault(name), spent: true);

        Assert.Equal(expected.Replace("KEY", _alice.SessionKey, StringComparison.Ordinal), Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public async Task An_error_stays_an_error_where_a_success_would_have_errcode_0()
    {
        _weChat.Faults.Next(FakeFault.ErrorCodeZero);

        Assert.Equal(40029, await _caller.LoginErrorAsync(_weChat, "never-issued"));
    }

    [Fact]
    public async Task An_errcode_comes_as_a_string()
    {
        var (bytes, _) = await LoginAsync(FakeFault.ErrorCodeAsString, spent: false);

        Assert.Equal("40029", JsonDocument.Parse(bytes).RootElement.GetProperty("errcode").GetString());
    }

    [Fact]
    public async Task Any_error_of_WeChats_can_be_ordered()
    {
        var (bytes, _) = await LoginAsync(FakeFault.Error(-1), spent: false);
        var busy = JsonDocument.Parse(bytes).RootElement;
        Assert.Equal(-1, busy.GetProperty("errcode").GetInt32());
        Assert.StartsWith("system error, rid: ", busy.GetProperty("errmsg").GetString(), StringComparison.Ordinal);

        (bytes, _) = await LoginAsync(FakeFault.Error(40164, "invalid ip 203.0.113.7, rid: 1-2-3"), spent: false);
        Assert.Equal("invalid ip 203.0.113.7, rid: 1-2-3", JsonDocument.Parse(bytes).RootElement.GetProperty("errmsg").GetString());
    }

    [Fact]
    public async Task A_web_page_comes_with_status_200()
    {
        var (bytes, response) = await LoginAsync(FakeFault.Html, spent: false);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("<html>", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_can_say_when_to_come_back()
    {
        var (_, plain) = await LoginAsync(FakeFault.Status(502), spent: false);
        Assert.Equal(HttpStatusCode.BadGateway, plain.StatusCode);
        Assert.Null(plain.Headers.RetryAfter);

        var (_, limited) = await LoginAsync(FakeFault.Status(429, TimeSpan.FromSeconds(17)), spent: false);
        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(17), limited.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task A_redirect_leads_back_to_the_fake_with_the_query_so_that_the_journal_shows_who_follows()
    {
        var (_, response) = await LoginAsync(FakeFault.Redirect, spent: false);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(0, _weChat.Journal.CallsTo("/redirected"));

        _weChat.Faults.Next(FakeFault.Redirect);
        using var follower = new HttpClient();
        using var followed = await follower.GetAsync(new Uri(_weChat.BaseAddress, Caller.LoginUrl(_weChat, "code")), Cancellation);
        Assert.Equal(1, _weChat.Journal.CallsTo("/redirected"));
        Assert.Equal(_weChat.AppId, _weChat.Journal.Arrivals[^1].AppId);
    }

    [Fact]
    public async Task Raw_bytes_arrive_as_they_are()
    {
        var (bytes, response) = await LoginAsync(FakeFault.Raw(418, "image/png", [1, 0, 255]), spent: false);

        Assert.Equal([1, 0, 255], bytes);
        Assert.Equal((418, "image/png"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }

    /// <summary>Logs in under the fault, then checks with a second call whether the first one spent the code.</summary>
    private async Task<(byte[] Body, HttpResponseMessage Response)> LoginAsync(FakeFault fault, bool spent)
    {
        _weChat.Faults.Next(fault);
        var code = _alice.NextLoginCode();
        var response = await _caller.LoginAsync(_weChat, code);
        var body = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal(spent, (await _caller.LoginAnswerAsync(_weChat, code)).TryGetProperty("errcode", out _));
        return (body, response);
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _weChat.DisposeAsync();
    }
}

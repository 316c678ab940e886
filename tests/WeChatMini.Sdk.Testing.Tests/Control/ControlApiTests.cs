using System.Net;
using System.Reflection;
using System.Text.Json;
using WeChatMini.Sdk.Testing.Tests.Support;

namespace WeChatMini.Sdk.Testing.Tests.Control;

public sealed class ControlApiTests : IAsyncDisposable
{
    private readonly FakeWeChat _weChat = FakeWeChat.Start(new FakeWeChatOptions { ControlApi = true });
    private readonly Caller _caller = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> FaultsWithoutParameters =>
        [.. typeof(FakeFault).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => property.Name)];

    [Fact]
    public async Task Users_are_added_and_log_in()
    {
        var added = await PostAsync("users", """{"openid":"o-alice","unionid":"u-alice"}""", HttpStatusCode.OK);
        Assert.Equal((_weChat.AppId, "o-alice"), (added.GetProperty("appid").GetString(), added.GetProperty("openid").GetString()));

        var code = (await PostAsync("users/o-alice/code", "", HttpStatusCode.OK)).GetProperty("code").GetString()!;
        Assert.Equal("u-alice", (await _caller.LoginAnswerAsync(_weChat, code)).GetProperty("unionid").GetString());
    }

    [Fact]
    public async Task Users_of_another_app_are_reached_by_its_AppID()
    {
        var other = _weChat.Apps.Add("wx00000000000000aa", "secret-of-the-other");
        await PostAsync("users", """{"openid":"o-bob","appid":"wx00000000000000aa"}""", HttpStatusCode.OK);
        var code = (await PostAsync("users/o-bob/code?appid=wx00000000000000aa", "", HttpStatusCode.OK)).GetProperty("code").GetString()!;

        var answer = await _caller.AnswerAsync(_weChat, Caller.LoginUrl(other.AppId, other.AppSecret, code));
        Assert.Equal("o-bob", answer.GetProperty("openid").GetString());
        Assert.Null(_weChat.Users.Find("o-bob"));
    }

    [Fact]
    public async Task The_clock_is_moved()
    {
        var start = _weChat.Clock.GetUtcNow();
        var answer = await PostAsync("clock/advance", """{"seconds":1.5}""", HttpStatusCode.OK);

        Assert.Equal(start.AddSeconds(1.5), _weChat.Clock.GetUtcNow());
        Assert.Equal(start.AddSeconds(1.5), answer.GetProperty("now").GetDateTimeOffset());
    }

    [Fact]
    public async Task APIs_are_added_and_tokens_invalidated()
    {
        await PostAsync("apis", """{"path":"/wxa/plain","body":"{\"errcode\":0,\"trace_id\":\"t-1\"}"}""", HttpStatusCode.NoContent);
        await PostAsync("apis", """{"path":"/wxa/image","body":"PNG","content_type":"image/png"}""", HttpStatusCode.NoContent);
        var token = (await _caller.AnswerAsync(_weChat, $"/cgi-bin/token?grant_type=client_credential&appid={_weChat.AppId}&secret={_weChat.AppSecret}")).GetProperty("access_token").GetString()!;

        Assert.Equal("t-1", (await _caller.AnswerAsync(_weChat, "/wxa/plain?access_token=" + token)).GetProperty("trace_id").GetString());
        using var image = await _caller.GetAsync(_weChat, "/wxa/image?access_token=" + token);
        Assert.Equal("image/png", image.Content.Headers.ContentType?.MediaType);

        await PostAsync("tokens/invalidate", "{}", HttpStatusCode.NoContent);
        Assert.Equal(40001, (await _caller.AnswerAsync(_weChat, "/wxa/plain?access_token=" + token)).GetProperty("errcode").GetInt32());
        await PostAsync("tokens/invalidate", """{"appid":"wx-of-nobody"}""", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Faults_are_planned_and_cleared_and_spare_the_control_API()
    {
        await PostAsync("faults", """{"fault":"status","status":503,"retry_after":7,"count":2,"path":"/a"}""", HttpStatusCode.NoContent);
        await PostAsync("faults", """{"fault":"Error","errcode":-1,"always":true}""", HttpStatusCode.NoContent);

        using var first = await _caller.GetAsync(_weChat, "/a");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(7)), (first.StatusCode, first.Headers.RetryAfter?.Delta));
        Assert.Equal(-1, await _caller.LoginErrorAsync(_weChat, "code"));
        Assert.Equal(-1, await _caller.LoginErrorAsync(_weChat, "code"));

        using var cleared = await _http.DeleteAsync(new Uri(_weChat.BaseAddress, "/_fake/faults"), Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, cleared.StatusCode);
        Assert.Equal(40029, await _caller.LoginErrorAsync(_weChat, "code"));
        using var last = await _caller.GetAsync(_weChat, "/a");
        Assert.Equal(HttpStatusCode.NotFound, last.StatusCode);
    }

    [Theory]
    [MemberData(nameof(FaultsWithoutParameters))]
    public async Task Every_fault_is_known_by_its_name(string name) =>
        await PostAsync("faults", $$"""{"fault":"{{name}}"}""", HttpStatusCode.NoContent);

    [Theory]
    [InlineData("""{"fault":"Latency","seconds":0.1}""")]
    [InlineData("""{"fault":"Status","status":500}""")]
    [InlineData("""{"fault":"HugeBody","bytes":1000}""")]
    [InlineData("""{"fault":"Error","errcode":40164,"errmsg":"invalid ip"}""")]
    [InlineData("""{"fault":"Raw","status":200,"content_type":"text/html","body":"hello"}""")]
    public async Task Every_fault_takes_its_parameters(string order) => await PostAsync("faults", order, HttpStatusCode.NoContent);

    [Theory]
    [InlineData("users", """{"unionid":"u"}""", HttpStatusCode.BadRequest)]
    [InlineData("users", """{"openid":" "}""", HttpStatusCode.BadRequest)]
    [InlineData("users", """{"openid":"o","union":"u"}""", HttpStatusCode.BadRequest)]
    [InlineData("users", "not JSON", HttpStatusCode.BadRequest)]
    [InlineData("users", "null", HttpStatusCode.BadRequest)]
    [InlineData("users", """{"openid":"o","appid":"wxnone"}""", HttpStatusCode.NotFound)]
    [InlineData("users", """{"openid":"o-taken"}""", HttpStatusCode.Conflict)]
    [InlineData("users/o-nobody/code", "", HttpStatusCode.NotFound)]
    [InlineData("users/o-taken/code?appid=wxnone", "", HttpStatusCode.NotFound)]
    [InlineData("clock/advance", """{"seconds":-1}""", HttpStatusCode.BadRequest)]
    [InlineData("clock/advance", """{"seconds":1e300}""", HttpStatusCode.BadRequest)]
    [InlineData("clock/advance", "{}", HttpStatusCode.BadRequest)]
    [InlineData("faults", """{"fault":"NoSuchFault"}""", HttpStatusCode.BadRequest)]
    [InlineData("faults", """{"fault":"Latency"}""", HttpStatusCode.BadRequest)]
    [InlineData("faults", """{"fault":"Hang","count":0}""", HttpStatusCode.BadRequest)]
    [InlineData("nothing", "", HttpStatusCode.NotFound)]
    public async Task A_mistake_is_told(string path, string json, HttpStatusCode status)
    {
        _weChat.Users.Add("o-taken");

        Assert.NotEmpty((await PostAsync(path, json, status)).GetProperty("error").GetString()!);
    }

    [Fact]
    public async Task The_journal_tells_of_WeChats_arrivals_and_not_of_its_own()
    {
        await _caller.LoginAnswerAsync(_weChat, "code");
        var journal = JsonDocument.Parse(await _http.GetByteArrayAsync(new Uri(_weChat.BaseAddress, "/_fake/journal"), Cancellation)).RootElement;
        var entry = Assert.Single(journal.EnumerateArray());

        Assert.Equal("/sns/jscode2session", entry.GetProperty("path").GetString());
        Assert.Equal($"?appid={_weChat.AppId}&secret=***&js_code=***&grant_type=authorization_code", entry.GetProperty("query").GetString());
        Assert.False(entry.GetProperty("is_reused_connection").GetBoolean());

        using var cleared = await _http.DeleteAsync(new Uri(_weChat.BaseAddress, "/_fake/journal"), Cancellation);
        Assert.Empty(_weChat.Journal.Arrivals);
    }

    [Fact]
    public async Task Without_the_option_there_is_no_control_API()
    {
        await using var plain = FakeWeChat.Start();
        using var response = await _caller.PostAsync(plain, "/_fake/users", """{"openid":"o-alice"}""");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null(plain.Users.Find("o-alice"));
        Assert.Equal(1, plain.Journal.CallsTo("/_fake/users"));
    }

    private async Task<JsonElement> PostAsync(string path, string json, HttpStatusCode expected)
    {
        using var response = await _caller.PostAsync(_weChat, "/_fake/" + path, json);
        var body = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal(expected, response.StatusCode);
        return body.Length == 0 ? default : JsonDocument.Parse(body).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _caller.Dispose();
        await _weChat.DisposeAsync();
    }
}

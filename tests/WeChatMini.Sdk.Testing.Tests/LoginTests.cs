using System.Text.Json;
using System.Text.RegularExpressions;
using WeChatMini.Sdk.Testing.Tests.Support;

namespace WeChatMini.Sdk.Testing.Tests;

public sealed partial class LoginTests : IAsyncDisposable
{
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly Caller _caller = new();

    [Fact]
    public async Task A_code_brings_openid_and_session_key_and_no_errcode()
    {
        var alice = _weChat.Users.Add("o-alice");
        var answer = await _caller.LoginAnswerAsync(_weChat, alice.NextLoginCode());

        Assert.Equal(["session_key", "openid"], answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal("o-alice", answer.GetProperty("openid").GetString());
        Assert.Equal(alice.SessionKey, answer.GetProperty("session_key").GetString());
    }

    [Fact]
    public async Task The_unionid_comes_where_there_is_one()
    {
        var answer = await _caller.LoginAnswerAsync(_weChat, _weChat.Users.Add("o-bob", "u-bob").NextLoginCode());

        Assert.Equal("u-bob", answer.GetProperty("unionid").GetString());
    }

    [Fact]
    public async Task The_answer_is_called_plain_text()
    {
        using var response = await _caller.LoginAsync(_weChat, _weChat.Users.Add("o-alice").NextLoginCode());

        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_session_key_is_sent_unescaped_whatever_characters_it_has()
    {
        var alice = _weChat.Users.Add("o-alice");
        string code;
        do
        {
            code = alice.NextLoginCode();
        }
        while (!alice.SessionKey.Contains('+', StringComparison.Ordinal));

        using var response = await _caller.LoginAsync(_weChat, code);

        Assert.Contains(alice.SessionKey, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var code = _weChat.Users.Add("o-alice").NextLoginCode();
        await _caller.LoginAnswerAsync(_weChat, code);

        Assert.Equal(40163, await _caller.LoginErrorAsync(_weChat, code));
    }

    [Fact]
    public async Task Of_many_calls_at_once_with_one_code_one_succeeds()
    {
        var code = _weChat.Users.Add("o-alice").NextLoginCode();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _caller.LoginAnswerAsync(_weChat, code)));

        Assert.Single(answers, answer => answer.TryGetProperty("openid", out _));
        Assert.Equal(19, answers.Count(answer => answer.TryGetProperty("errcode", out var error) && error.GetInt32() == 40163));
    }

    [Theory]
    [InlineData(299, 0)]
    [InlineData(300, 40029)]
    public async Task A_code_lives_five_minutes_on_the_fakes_clock(int seconds, int errcode)
    {
        var code = _weChat.Users.Add("o-alice").NextLoginCode();
        _weChat.Clock.Advance(TimeSpan.FromSeconds(seconds));
        var answer = await _caller.LoginAnswerAsync(_weChat, code);

        Assert.Equal(errcode, answer.TryGetProperty("errcode", out var error) ? error.GetInt32() : 0);
    }

    [Fact]
    public async Task An_expired_code_stays_invalid_and_a_spent_one_stays_spent()
    {
        var alice = _weChat.Users.Add("o-alice");
        var (expired, spent) = (alice.NextLoginCode(), alice.NextLoginCode());
        await _caller.LoginAnswerAsync(_weChat, spent);
        _weChat.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(40029, await _caller.LoginErrorAsync(_weChat, expired));
        Assert.Equal(40029, await _caller.LoginErrorAsync(_weChat, expired));
        Assert.Equal(40163, await _caller.LoginErrorAsync(_weChat, spent));
    }

    [Fact]
    public void A_code_is_32_letters_and_digits_and_never_the_same()
    {
        var alice = _weChat.Users.Add("o-alice");
        var codes = Enumerable.Range(0, 100).Select(_ => alice.NextLoginCode()).ToHashSet();

        Assert.Equal(100, codes.Count);
        Assert.All(codes, code => Assert.Matches("^[0-9A-Za-z]{32}$", code));
    }

    [Fact]
    public async Task An_error_ends_in_a_request_id()
    {
        var answer = await _caller.LoginAnswerAsync(_weChat, "never-issued");

        Assert.Equal(["errcode", "errmsg"], answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal(JsonValueKind.Number, answer.GetProperty("errcode").ValueKind);
        Assert.Matches(RequestIdAtTheEnd(), answer.GetProperty("errmsg").GetString()!);
    }

    [Theory]
    [InlineData("secret=S&js_code=C&grant_type=authorization_code", 41002)]
    [InlineData("appid=&secret=S&js_code=C&grant_type=authorization_code", 41002)]
    [InlineData("appid=A&js_code=C&grant_type=authorization_code", 41004)]
    [InlineData("appid=A&secret=S&grant_type=authorization_code", 41008)]
    [InlineData("appid=A&secret=S&js_code=C", 40002)]
    [InlineData("appid=A&secret=S&js_code=C&grant_type=client_credential", 40002)]
    [InlineData("appid=wx0000000000000000&secret=S&js_code=C&grant_type=authorization_code", 40013)]
    [InlineData("appid=A&secret=wrong&js_code=C&grant_type=authorization_code", 40125)]
    [InlineData("appid=A&secret=S&js_code=wrong&grant_type=authorization_code", 40029)]
    [InlineData("appid=A&secret=S&js_code=C&grant_type=authorization_code&appid=wxevil", 40097)]
    public async Task A_wrong_or_missing_parameter_has_its_errcode_and_spends_no_code(string query, int errcode)
    {
        var code = _weChat.Users.Add("o-alice").NextLoginCode();
        query = query.Replace("=A&", $"={_weChat.AppId}&", StringComparison.Ordinal)
            .Replace("=S&", $"={_weChat.AppSecret}&", StringComparison.Ordinal)
            .Replace("js_code=C", $"js_code={code}", StringComparison.Ordinal);
        var answer = await _caller.AnswerAsync(_weChat, "/sns/jscode2session?" + query);

        Assert.Equal(errcode, answer.GetProperty("errcode").GetInt32());
        Assert.Equal("o-alice", (await _caller.LoginAnswerAsync(_weChat, code)).GetProperty("openid").GetString());
    }

    [Fact]
    public async Task A_parameter_that_is_encoded_in_the_url_is_decoded()
    {
        var answer = await _caller.LoginAnswerAsync(_weChat, Uri.EscapeDataString("a&appid=evil,+b"));

        Assert.Equal(40029, answer.GetProperty("errcode").GetInt32());
    }

    [Fact]
    public async Task Only_GET_is_taken()
    {
        using var response = await _caller.PostAsync(_weChat, Caller.LoginUrl(_weChat, "code"));
        var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).RootElement;

        Assert.Equal(43001, answer.GetProperty("errcode").GetInt32());
    }

    [Fact]
    public async Task A_user_at_high_risk_is_blocked()
    {
        var mallory = _weChat.Users.Add("o-mallory");
        mallory.IsHighRisk = true;

        Assert.Equal(40226, await _caller.LoginErrorAsync(_weChat, mallory.NextLoginCode()));
    }

    [Fact]
    public async Task Logins_beyond_the_limit_wait_for_the_next_minute()
    {
        var alice = _weChat.Users.Add("o-alice");
        alice.LoginsPerMinute = 2;
        await _caller.LoginAnswerAsync(_weChat, alice.NextLoginCode());
        await _caller.LoginAnswerAsync(_weChat, alice.NextLoginCode());

        Assert.Equal(45011, await _caller.LoginErrorAsync(_weChat, alice.NextLoginCode()));

        _weChat.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(45011, await _caller.LoginErrorAsync(_weChat, alice.NextLoginCode()));

        _weChat.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await _caller.LoginAnswerAsync(_weChat, alice.NextLoginCode())).TryGetProperty("openid", out _));
    }

    [Fact]
    public async Task One_users_limit_is_not_anothers()
    {
        var alice = _weChat.Users.Add("o-alice");
        alice.LoginsPerMinute = 0;

        Assert.Equal(45011, await _caller.LoginErrorAsync(_weChat, alice.NextLoginCode()));
        Assert.True((await _caller.LoginAnswerAsync(_weChat, _weChat.Users.Add("o-bob").NextLoginCode())).TryGetProperty("openid", out _));
    }

    [Fact]
    public async Task An_unknown_path_is_404()
    {
        using var response = await _caller.GetAsync(_weChat, "/sns/nothing-here");

        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _weChat.DisposeAsync();
    }

    [GeneratedRegex("^invalid code, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$")]
    private static partial Regex RequestIdAtTheEnd();
}

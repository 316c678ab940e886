using WeChatMini.Sdk.Testing.Tests.Support;

namespace WeChatMini.Sdk.Testing.Tests;

public sealed class AppTests : IAsyncDisposable
{
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly Caller _caller = new();

    [Fact]
    public void The_first_app_has_an_AppID_of_WeChats_form()
    {
        Assert.Matches("^wx[0-9a-f]{16}$", _weChat.AppId);
        Assert.Matches("^[0-9a-f]{32}$", _weChat.AppSecret);
        Assert.Same(_weChat.Users, _weChat.Apps.Find(_weChat.AppId)!.Users);
    }

    [Fact]
    public async Task A_code_of_one_app_is_unknown_at_another_and_stays_good_at_its_own()
    {
        var other = _weChat.Apps.Add("wx00000000000000aa", "secret-of-the-other");
        var code = _weChat.Users.Add("o-alice").NextLoginCode();

        var answer = await _caller.AnswerAsync(_weChat, Caller.LoginUrl(other.AppId, other.AppSecret, code));
        Assert.Equal(40029, answer.GetProperty("errcode").GetInt32());
        Assert.Equal("o-alice", (await _caller.LoginAnswerAsync(_weChat, code)).GetProperty("openid").GetString());
    }

    [Fact]
    public async Task One_apps_secret_is_wrong_at_another()
    {
        var other = _weChat.Apps.Add("wx00000000000000aa", "secret-of-the-other");

        var answer = await _caller.AnswerAsync(_weChat, Caller.LoginUrl(_weChat.AppId, other.AppSecret, "code"));
        Assert.Equal(40125, answer.GetProperty("errcode").GetInt32());
    }

    [Fact]
    public async Task Each_app_has_its_own_users()
    {
        var other = _weChat.Apps.Add("wx00000000000000aa", "secret-of-the-other");
        _weChat.Users.Add("o-alice");
        Assert.Null(other.Users.Find("o-alice"));

        var there = other.Users.Add("o-alice");
        Assert.NotSame(_weChat.Users.Find("o-alice"), there);

        var answer = await _caller.AnswerAsync(_weChat, Caller.LoginUrl(other.AppId, other.AppSecret, there.NextLoginCode()));
        Assert.Equal(there.SessionKey, answer.GetProperty("session_key").GetString());
    }

    [Fact]
    public async Task A_rotated_secret_is_refused_from_then_on()
    {
        var old = _weChat.AppSecret;
        _weChat.Apps.Find(_weChat.AppId)!.RotateSecret("the-new-one");
        var code = _weChat.Users.Add("o-alice").NextLoginCode();

        var refused = await _caller.AnswerAsync(_weChat, Caller.LoginUrl(_weChat.AppId, old, code));
        Assert.Equal(40125, refused.GetProperty("errcode").GetInt32());
        Assert.Equal("the-new-one", _weChat.AppSecret);
        Assert.True((await _caller.LoginAnswerAsync(_weChat, code)).TryGetProperty("openid", out _));
    }

    [Fact]
    public async Task A_frozen_secret_is_refused_until_it_is_thawed()
    {
        var app = _weChat.Apps.Find(_weChat.AppId)!;
        var code = _weChat.Users.Add("o-alice").NextLoginCode();
        app.IsSecretFrozen = true;
        Assert.Equal(40243, await _caller.LoginErrorAsync(_weChat, code));

        app.IsSecretFrozen = false;
        Assert.True((await _caller.LoginAnswerAsync(_weChat, code)).TryGetProperty("openid", out _));
    }

    [Fact]
    public void Names_are_taken_once()
    {
        _weChat.Users.Add("o-alice");

        Assert.Throws<ArgumentException>(() => _weChat.Users.Add("o-alice"));
        Assert.Throws<ArgumentException>(() => _weChat.Apps.Add(_weChat.AppId, "x"));
    }

    [Fact]
    public async Task Two_WeChats_know_nothing_of_each_other()
    {
        await using var second = FakeWeChat.Start();
        var code = _weChat.Users.Add("o-alice").NextLoginCode();

        var answer = await _caller.AnswerAsync(second, Caller.LoginUrl(second.AppId, second.AppSecret, code));
        Assert.Equal(40029, answer.GetProperty("errcode").GetInt32());
        Assert.Empty(_weChat.Journal.Arrivals);
    }

    [Fact]
    public async Task The_options_name_the_first_app_and_the_port()
    {
        int port;
        await using (var first = FakeWeChat.Start(new FakeWeChatOptions { AppId = "wx00000000000000bb", AppSecret = "chosen" }))
        {
            Assert.Equal(("wx00000000000000bb", "chosen"), (first.AppId, first.AppSecret));
            port = first.BaseAddress.Port;
            Assert.Throws<IOException>(() => FakeWeChat.Start(new FakeWeChatOptions { Port = port }));
        }

        await using var again = FakeWeChat.Start(new FakeWeChatOptions { Port = port });
        Assert.Equal(port, again.BaseAddress.Port);
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _weChat.DisposeAsync();
    }
}

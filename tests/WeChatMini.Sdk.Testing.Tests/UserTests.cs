using WeChatMini.Sdk.Testing.Tests.Support;

namespace WeChatMini.Sdk.Testing.Tests;

public sealed class UserTests : IAsyncDisposable
{
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly Caller _caller = new();

    [Fact]
    public void A_session_key_is_Base64_of_16_bytes_and_each_users_own()
    {
        var alice = _weChat.Users.Add("o-alice");
        var bob = _weChat.Users.Add("o-bob");

        Assert.Equal(16, Convert.FromBase64String(alice.SessionKey).Length);
        Assert.NotEqual(alice.SessionKey, bob.SessionKey);
    }

    [Fact]
    public void A_login_replaces_the_session_key_unless_it_shall_not()
    {
        var alice = _weChat.Users.Add("o-alice");
        var first = alice.SessionKey;
        alice.NextLoginCode();
        var second = alice.SessionKey;
        Assert.NotEqual(first, second);

        alice.RotatesSessionKeyAtLogin = false;
        alice.NextLoginCode();
        Assert.Equal(second, alice.SessionKey);

        Assert.NotEqual(second, alice.RotateSessionKey());
    }

    [Fact]
    public async Task The_answer_has_the_session_key_that_is_valid_when_the_code_comes_in()
    {
        var alice = _weChat.Users.Add("o-alice");
        var code = alice.NextLoginCode();
        var rotated = alice.RotateSessionKey();

        Assert.Equal(rotated, (await _caller.LoginAnswerAsync(_weChat, code)).GetProperty("session_key").GetString());
    }

    [Fact]
    public void Nothing_prints_a_secret()
    {
        var alice = _weChat.Users.Add("o-alice");

        Assert.Equal("o-alice", alice.ToString());
        Assert.Equal(_weChat.AppId, _weChat.Apps.Find(_weChat.AppId)!.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _weChat.DisposeAsync();
    }
}

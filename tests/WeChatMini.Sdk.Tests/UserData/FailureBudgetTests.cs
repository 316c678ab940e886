using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.UserData;

/// <summary>Five failures a minute, twenty for a key, then nothing until the next login.</summary>
public sealed class FailureBudgetTests : IAsyncDisposable
{
    private static readonly FakeSealing Wrong = new() { SessionKey = Convert.ToBase64String(new byte[16]) };
    private readonly DataBackend _backend = new();

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    [Fact]
    public async Task After_five_failures_nothing_opens_for_the_rest_of_the_minute()
    {
        var (user, session) = await _backend.SignInAsync();
        await FailAsync(user, session, 4);
        Assert.NotNull(await _backend.OpenAsync(session, user.SealProfile()));

        await FailAsync(user, session, 1);
        await _backend.RefusalOfAsync(session, user.SealProfile());
        _backend.WeChat.Clock.Advance(TimeSpan.FromSeconds(59));
        await _backend.RefusalOfAsync(session, user.SealProfile());
        _backend.WeChat.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await _backend.OpenAsync(session, user.SealProfile()));
    }

    [Fact]
    public async Task After_twenty_failures_nothing_opens_until_the_next_login()
    {
        var (user, session) = await _backend.SignInAsync();
        await SpendAsync(user, session);

        _backend.WeChat.Clock.Advance(TimeSpan.FromHours(1));
        await _backend.RefusalOfAsync(session, user.SealProfile());

        session = await _backend.LoginAsync(user);
        Assert.NotNull(await _backend.OpenAsync(session, user.SealProfile()));
    }

    [Fact]
    public async Task Neither_another_device_nor_a_rotated_token_brings_more_attempts()
    {
        var (user, phone) = await _backend.SignInAsync();
        user.RotatesSessionKeyAtLogin = false;
        var login = await _backend.Client.LoginAsync(user.NextLoginCode(), TestContext.Current.CancellationToken);
        await SpendAsync(user, login.Session);
        _backend.WeChat.Clock.Advance(TimeSpan.FromHours(1));

        var rotated = await _backend.Client.Sessions.RotateAsync(login.Token, TestContext.Current.CancellationToken);

        await _backend.RefusalOfAsync(rotated.Session, user.SealProfile());
        await _backend.RefusalOfAsync(phone, user.SealProfile());
    }

    [Fact]
    public async Task One_users_failures_are_not_anothers()
    {
        var (alice, hers) = await _backend.SignInAsync("o-alice");
        var (bob, his) = await _backend.SignInAsync("o-bob");
        await SpendAsync(alice, hers);

        Assert.NotNull(await _backend.OpenAsync(his, bob.SealProfile()));
    }

    private async Task SpendAsync(FakeUser user, Sdk.Sessions.MiniSession session)
    {
        for (var minute = 0; minute < 4; minute++)
        {
            await FailAsync(user, session, 5);
            _backend.WeChat.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private async Task FailAsync(FakeUser user, Sdk.Sessions.MiniSession session, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await _backend.RefusalOfAsync(session, user.SealProfile(Wrong));
        }
    }
}

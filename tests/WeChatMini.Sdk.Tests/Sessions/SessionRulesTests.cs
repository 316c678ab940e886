using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.Sessions;

/// <summary>Gates G12 and G13 and the rules of docs/sessions.md, through the public surface on a clock that the test moves.</summary>
public sealed class SessionRulesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_ends_at_the_exact_instant_of_idleness()
    {
        await using var backend = new Backend();
        var token = await SignInAsync(backend);
        backend.Clock.Advance(backend.Options.Sessions.IdleTimeout - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await backend.Client.Sessions.ValidateAsync(token, Cancellation));

        var other = await SignInAsync(backend, "o-bob");
        backend.Clock.Advance(backend.Options.Sessions.IdleTimeout);
        Assert.Null(await backend.Client.Sessions.ValidateAsync(other, Cancellation));
    }

    [Fact]
    public async Task A_session_in_use_lives_to_its_absolute_end_and_no_further()
    {
        await using var backend = new Backend();
        var token = await SignInAsync(backend);
        for (var days = 0; days < 29; days++)
        {
            backend.Clock.Advance(TimeSpan.FromDays(1));
            var session = await backend.Client.Sessions.ValidateAsync(token, Cancellation);
            Assert.True(session!.IdleExpiresAt <= session.ExpiresAt);
        }

        backend.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await backend.Client.Sessions.ValidateAsync(token, Cancellation));
        backend.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await backend.Client.Sessions.ValidateAsync(token, Cancellation));
    }

    [Fact]
    public async Task A_thousand_validations_within_an_interval_write_nothing_and_the_next_writes_once()
    {
        var store = new CountingStore();
        await using var backend = new Backend(configure: builder => builder.UseSessionStore(_ => store));
        var token = await SignInAsync(backend);
        for (var i = 0; i < 1000; i++)
        {
            Assert.NotNull(await backend.Client.Sessions.ValidateAsync(token, Cancellation));
        }

        Assert.Equal(0, store.Touches);
        backend.Clock.Advance(TimeSpan.FromHours(1));
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => backend.Client.Sessions.ValidateAsync(token, Cancellation).AsTask()));
        Assert.Equal(1, store.Touches);
    }

    [Fact]
    public async Task Rotation_gives_a_new_token_keeps_the_ends_and_lets_the_old_one_run_out()
    {
        await using var backend = new Backend();
        var old = await SignInAsync(backend);
        var before = await backend.Client.Sessions.ValidateAsync(old, Cancellation);
        backend.Clock.Advance(TimeSpan.FromMinutes(10));

        var rotated = await backend.Client.Sessions.RotateAsync(old, Cancellation);

        Assert.NotEqual(old, rotated.Token);
        Assert.Equal(before!.ExpiresAt, rotated.ExpiresAt);
        Assert.NotNull(await backend.Client.Sessions.ValidateAsync(rotated.Token, Cancellation));
        backend.Clock.Advance(backend.Options.Sessions.RotationGrace - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await backend.Client.Sessions.ValidateAsync(old, Cancellation));
        backend.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await backend.Client.Sessions.ValidateAsync(old, Cancellation));
        Assert.NotNull(await backend.Client.Sessions.ValidateAsync(rotated.Token, Cancellation));
    }

    [Fact]
    public async Task Of_many_rotations_at_once_one_wins_and_the_others_are_told_to_log_in()
    {
        await using var backend = new Backend();
        var token = await SignInAsync(backend);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            try
            {
                return (await backend.Client.Sessions.RotateAsync(token, Cancellation)).Token;
            }
            catch (WeChatException exception) when (exception.Kind == WeChatErrorKind.LoginAgain)
            {
                return null;
            }
        })));

        Assert.Single(outcomes, outcome => outcome is not null);
    }

    [Fact]
    public async Task Logging_out_with_the_old_token_within_its_grace_ends_the_new_one_too()
    {
        await using var backend = new Backend();
        var old = await SignInAsync(backend);
        var rotated = await backend.Client.Sessions.RotateAsync(old, Cancellation);

        Assert.True(await backend.Client.Sessions.LogoutAsync(old, Cancellation));

        Assert.Null(await backend.Client.Sessions.ValidateAsync(rotated.Token, Cancellation));
    }

    [Fact]
    public async Task A_user_has_at_most_ten_sessions_and_the_oldest_goes()
    {
        await using var backend = new Backend();
        var tokens = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            tokens.Add(await SignInAsync(backend));
            backend.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.All(await ValidateAllAsync(backend, tokens.Take(2)), Assert.Null);
        Assert.All(await ValidateAllAsync(backend, tokens.Skip(2)), Assert.NotNull);
        Assert.Equal(10, (await backend.Client.Sessions.ListAsync("o-alice", Cancellation)).Count);
    }

    [Fact]
    public async Task A_user_lists_devices_ends_one_and_then_all()
    {
        await using var backend = new Backend();
        var phone = await SignInAsync(backend);
        backend.Clock.Advance(TimeSpan.FromSeconds(1));
        var tablet = await SignInAsync(backend);
        var bob = await SignInAsync(backend, "o-bob");

        var devices = await backend.Client.Sessions.ListAsync("o-alice", Cancellation);
        Assert.Equal(2, devices.Count);
        Assert.True(await backend.Client.Sessions.RevokeAsync("o-alice", devices[1].Reference, Cancellation));
        Assert.Null(await backend.Client.Sessions.ValidateAsync(phone, Cancellation));
        Assert.NotNull(await backend.Client.Sessions.ValidateAsync(tablet, Cancellation));

        await backend.Client.Sessions.RevokeAllAsync("o-alice", Cancellation);
        Assert.Null(await backend.Client.Sessions.ValidateAsync(tablet, Cancellation));
        Assert.NotNull(await backend.Client.Sessions.ValidateAsync(bob, Cancellation));
    }

    [Fact]
    public async Task A_reference_from_a_device_list_opens_nothing()
    {
        await using var backend = new Backend();
        await SignInAsync(backend);
        var device = Assert.Single(await backend.Client.Sessions.ListAsync("o-alice", Cancellation));

        Assert.Null(await backend.Client.Sessions.ValidateAsync(device.Reference, Cancellation));
        Assert.False(await backend.Client.Sessions.RevokeAsync("o-bob", device.Reference, Cancellation));
        Assert.False(await backend.Client.Sessions.RevokeAsync("o-alice", "not a reference", Cancellation));
        Assert.Single(await backend.Client.Sessions.ListAsync("o-alice", Cancellation));
    }

    [Fact]
    public async Task Only_a_live_token_ends_the_others()
    {
        await using var backend = new Backend();
        var first = await SignInAsync(backend);
        var second = await SignInAsync(backend);
        await backend.Client.Sessions.LogoutAsync(first, Cancellation);

        Assert.False(await backend.Client.Sessions.LogoutEverywhereAsync(first, Cancellation));
        Assert.NotNull(await backend.Client.Sessions.ValidateAsync(second, Cancellation));
        Assert.True(await backend.Client.Sessions.LogoutEverywhereAsync(second, Cancellation));
        Assert.Null(await backend.Client.Sessions.ValidateAsync(second, Cancellation));
    }

    [Fact]
    public async Task A_purge_removes_what_has_ended_and_nothing_else()
    {
        await using var backend = new Backend();
        await SignInAsync(backend);
        backend.Clock.Advance(TimeSpan.FromDays(4));
        var live = await SignInAsync(backend, "o-bob");

        Assert.Equal(1, await backend.Client.Sessions.PurgeAsync(cancellationToken: Cancellation));
        Assert.Equal(0, await backend.Client.Sessions.PurgeAsync(cancellationToken: Cancellation));
        Assert.NotNull(await backend.Client.Sessions.ValidateAsync(live, Cancellation));
    }

    private static async Task<string> SignInAsync(Backend backend, string openId = "o-alice") =>
        (await backend.Client.LoginAsync(backend.User(openId).NextLoginCode(), Cancellation)).Token;

    private static Task<Sdk.Sessions.MiniSession?[]> ValidateAllAsync(Backend backend, IEnumerable<string> tokens) =>
        Task.WhenAll(tokens.Select(token => backend.Client.Sessions.ValidateAsync(token, Cancellation).AsTask()));
}

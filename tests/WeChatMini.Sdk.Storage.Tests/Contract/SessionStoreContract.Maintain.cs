using static WeChatMini.Sdk.Storage.Tests.Support.Sample;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

public abstract partial class SessionStoreContract
{
    [Fact]
    public async Task A_list_shows_the_newest_session_first_whatever_the_order_of_arrival()
    {
        await LoginAsync(Alice, Second, T0.AddHours(2));
        await LoginAsync(Alice, Third, T0.AddHours(3));
        await LoginAsync(Alice, Phone, T0.AddHours(1));

        Assert.Equal([Third, Second, Phone], await ListAsync(Alice, T0.AddHours(3)));
    }

    [Fact]
    public async Task A_list_leaves_out_what_has_ended()
    {
        await LoginAsync(Alice, Phone, T0);
        await LoginAsync(Alice, Tablet, T0.AddDays(1));
        await LoginAsync(Alice, Second, T0.AddDays(2));
        await RevokeAsync(Alice, Second, T0.AddDays(2));

        Assert.Equal([Tablet], await ListAsync(Alice, T0 + Idle));
    }

    [Fact]
    public async Task A_list_shows_a_rotated_session_once_under_its_new_token()
    {
        await LoginAsync(Alice, Phone);
        await RotateAsync(Alice, Phone, Second, T0);

        var session = Assert.Single(await Store.ListAsync(Alice, T0, Ct));
        Assert.Equal(Second, session.Token);
        Assert.Equal(Phone, session.PreviousToken);
        Assert.Equal(Alice, session.User);
        Assert.Equal(T0 + Idle, session.IdleExpiresAt);
    }

    [Fact]
    public async Task A_purge_removes_what_has_ended_and_nothing_else()
    {
        await LoginAsync(Alice, Phone, T0);
        await LoginAsync(Bob, Tablet, T0);
        await LoginAsync(Bob, Second, T0.AddDays(2));

        Assert.Equal(2, await PurgeAsync(T0 + Idle));
        Assert.Equal(0, await PurgeAsync(T0 + Idle));

        Assert.Equal([Second], await ListAsync(Bob, T0.AddDays(2)));
        Assert.False(await IsAliveAsync(Alice, Phone, T0));
        Assert.False(await IsAliveAsync(Bob, Tablet, T0));
    }

    [Fact]
    public async Task A_purge_removes_no_session_an_instant_too_early()
    {
        await LoginAsync(Alice, Phone);

        Assert.Equal(0, await PurgeAsync(T0 + Idle - Millisecond));
        Assert.True(await IsAliveAsync(Alice, Phone, T0 + Idle - Millisecond));
        Assert.Equal(1, await PurgeAsync(T0 + Idle));
    }

    [Fact]
    public async Task A_purge_removes_no_more_than_it_may_and_goes_on_where_it_stopped()
    {
        for (var index = 0; index < 7; index++)
        {
            await LoginAsync(NewUser(), NewToken());
        }

        Assert.Equal(3, await PurgeAsync(T0 + Absolute, most: 3));
        Assert.Equal(3, await PurgeAsync(T0 + Absolute, most: 3));
        Assert.Equal(1, await PurgeAsync(T0 + Absolute, most: 3));
    }

    [Fact]
    public async Task A_purge_of_nothing_is_refused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PurgeAsync(T0, most: 0));

    [Fact]
    public async Task A_purge_after_ending_all_sessions_keeps_them_ended_and_the_next_login_alive()
    {
        await LoginAsync(Alice, Phone);
        await LoginAsync(Alice, Tablet);
        await RevokeAllAsync(Alice);
        await PurgeAsync(T0);
        await LoginAsync(Alice, Second);
        await PurgeAsync(T0);

        Assert.False(await IsAliveAsync(Alice, Phone));
        Assert.False(await IsAliveAsync(Alice, Tablet));
        Assert.Equal([Second], await ListAsync(Alice));
    }

    [Fact]
    public async Task A_user_who_was_purged_can_log_in_again()
    {
        await LoginAsync(Alice, Phone);
        await PurgeAsync(T0 + Absolute);
        await LoginAsync(Alice, Tablet, T0 + Absolute);

        Assert.Equal([Tablet], await ListAsync(Alice, T0 + Absolute));
        Assert.True(await IsAliveAsync(Alice, Tablet, T0 + Absolute));
    }

    [Fact]
    public async Task A_purge_beside_logins_takes_none_of_them()
    {
        for (var round = 0; round < 20; round++)
        {
            var users = Enumerable.Range(0, 8).Select(_ => NewUser()).ToArray();
            await Task.WhenAll(users.Select(user => LoginAsync(user, Phone)));

            var later = T0 + Absolute;
            var logins = users.Select(user => Task.Run(() => LoginAsync(user, Tablet, later)));
            var purges = Enumerable.Range(0, 4).Select(_ => Task.Run(() => PurgeAsync(later, most: 3)));
            await Task.WhenAll([.. logins, .. purges]);

            foreach (var user in users)
            {
                Assert.Equal([Tablet], await ListAsync(user, later));
            }
        }
    }
}

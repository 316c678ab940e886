using static WeChatMini.Sdk.Storage.Tests.Support.Sample;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

public abstract partial class SessionStoreContract
{
    [Fact]
    public async Task A_touch_moves_the_last_use_and_the_idle_end_forward()
    {
        await LoginAsync(Alice, Phone);

        Assert.True(await TouchAsync(Alice, Phone, T0.AddDays(1)));

        var found = (await FindAsync(Alice, Phone))!;
        Assert.Equal(T0.AddDays(1), found.SeenAt);
        Assert.Equal(T0.AddDays(4), found.IdleExpiresAt);
        Assert.Equal(T0, found.CreatedAt);
        Assert.Equal(T0 + Absolute, found.ExpiresAt);
    }

    [Fact]
    public async Task A_touch_never_moves_the_idle_end_backwards()
    {
        await LoginAsync(Alice, Phone);

        Assert.True(await TouchAsync(Alice, Phone, T0.AddHours(1), idle: T0.AddHours(2)));

        Assert.Equal(T0 + Idle, (await FindAsync(Alice, Phone))!.IdleExpiresAt);
    }

    [Fact]
    public async Task A_touch_that_comes_late_never_moves_the_last_use_backwards()
    {
        await LoginAsync(Alice, Phone);
        await TouchAsync(Alice, Phone, T0.AddDays(2));

        Assert.True(await TouchAsync(Alice, Phone, T0.AddDays(1)));

        var found = (await FindAsync(Alice, Phone))!;
        Assert.Equal(T0.AddDays(2), found.SeenAt);
        Assert.Equal(T0.AddDays(5), found.IdleExpiresAt);
    }

    [Fact]
    public async Task A_touch_never_moves_the_idle_end_past_the_absolute_end()
    {
        await LoginAsync(Alice, Phone);

        Assert.True(await TouchAsync(Alice, Phone, T0.AddDays(1), idle: T0.AddDays(99)));

        var found = (await FindAsync(Alice, Phone))!;
        Assert.Equal(T0 + Absolute, found.IdleExpiresAt);
        Assert.Equal(T0 + Absolute, found.ExpiresAt);
    }

    [Fact]
    public async Task A_touch_leaves_the_other_sessions_alone()
    {
        await LoginAsync(Alice, Phone);
        await LoginAsync(Alice, Tablet);
        await LoginAsync(Bob, Phone);

        await TouchAsync(Alice, Phone, T0.AddDays(1));

        Assert.Equal(T0, (await FindAsync(Alice, Tablet))!.SeenAt);
        Assert.Equal(T0, (await FindAsync(Bob, Phone))!.SeenAt);
    }

    [Fact]
    public async Task A_touch_of_an_expired_session_is_refused_and_leaves_it_ended()
    {
        await LoginAsync(Alice, Phone);

        Assert.False(await TouchAsync(Alice, Phone, T0 + Idle));

        Assert.False(await IsAliveAsync(Alice, Phone, T0 + Idle));
        Assert.Equal(T0 + Idle, (await FindAsync(Alice, Phone))!.IdleExpiresAt);
    }

    [Fact]
    public async Task A_touch_of_a_revoked_session_is_refused_and_leaves_it_ended()
    {
        await LoginAsync(Alice, Phone);
        await RevokeAsync(Alice, Phone);

        Assert.False(await TouchAsync(Alice, Phone, T0.AddMinutes(1)));

        Assert.False(await IsAliveAsync(Alice, Phone));
        Assert.Empty(await ListAsync(Alice));
    }

    [Fact]
    public async Task A_touch_with_the_previous_token_counts_within_its_grace()
    {
        await LoginAsync(Alice, Phone);
        await RotateAsync(Alice, Phone, Tablet, T0, grace: TimeSpan.FromMinutes(1));

        Assert.True(await TouchAsync(Alice, Phone, T0.AddSeconds(59)));
        Assert.Equal(T0.AddSeconds(59), (await FindAsync(Alice, Tablet))!.SeenAt);
        Assert.False(await TouchAsync(Alice, Phone, T0.AddSeconds(60)));
        Assert.Equal(T0.AddSeconds(59), (await FindAsync(Alice, Tablet))!.SeenAt);
    }

    [Fact]
    public async Task A_touch_of_a_session_that_never_was_creates_none()
    {
        await LoginAsync(Alice, Phone);

        Assert.False(await TouchAsync(Alice, Tablet, T0));
        Assert.False(await TouchAsync(Bob, Phone, T0));

        Assert.False(await IsAliveAsync(Alice, Tablet));
        Assert.Empty(await ListAsync(Bob));
    }
}

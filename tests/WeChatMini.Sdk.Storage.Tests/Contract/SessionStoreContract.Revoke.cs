using static WeChatMini.Sdk.Storage.Tests.Support.Sample;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

public abstract partial class SessionStoreContract
{
    [Fact]
    public async Task A_revoked_session_is_gone_and_the_second_call_says_so()
    {
        await LoginAsync(Alice, Phone);

        Assert.True(await RevokeAsync(Alice, Phone));
        Assert.False(await RevokeAsync(Alice, Phone));
        Assert.False(await IsAliveAsync(Alice, Phone));
    }

    [Fact]
    public async Task Revoking_leaves_the_other_sessions_alone()
    {
        await LoginAsync(Alice, Phone);
        await LoginAsync(Alice, Tablet);
        await LoginAsync(Bob, Phone);

        await RevokeAsync(Alice, Phone);

        Assert.True(await IsAliveAsync(Alice, Tablet));
        Assert.True(await IsAliveAsync(Bob, Phone));
    }

    [Fact]
    public async Task Revoking_at_another_users_address_ends_nothing()
    {
        await LoginAsync(Alice, Phone);
        await LoginAsync(Bob, Tablet);

        Assert.False(await RevokeAsync(Bob, Phone));

        Assert.True(await IsAliveAsync(Alice, Phone));
        Assert.True(await IsAliveAsync(Bob, Tablet));
    }

    [Fact]
    public async Task Revoking_an_expired_session_says_that_there_was_none()
    {
        await LoginAsync(Alice, Phone);

        Assert.False(await RevokeAsync(Alice, Phone, T0 + Idle));
    }

    [Fact]
    public async Task The_previous_token_ends_the_session_within_its_grace_and_not_after()
    {
        await LoginAsync(Alice, Phone);
        await RotateAsync(Alice, Phone, Second, T0, grace: TimeSpan.FromMinutes(1));

        Assert.False(await RevokeAsync(Alice, Phone, T0.AddMinutes(1)));
        Assert.True(await IsAliveAsync(Alice, Second));
        Assert.True(await RevokeAsync(Alice, Phone, T0.AddMinutes(1) - Millisecond));
        Assert.False(await IsAliveAsync(Alice, Second));
    }

    [Fact]
    public async Task Ending_all_sessions_ends_every_one_of_the_user_and_no_others()
    {
        await LoginAsync(Alice, Phone);
        await LoginAsync(Alice, Tablet);
        await LoginAsync(Bob, Phone);

        await RevokeAllAsync(Alice);

        Assert.False(await IsAliveAsync(Alice, Phone));
        Assert.False(await IsAliveAsync(Alice, Tablet));
        Assert.Empty(await ListAsync(Alice));
        Assert.True(await IsAliveAsync(Bob, Phone));
    }

    [Fact]
    public async Task A_login_after_ending_all_sessions_is_alive_and_the_old_ones_stay_ended()
    {
        await LoginAsync(Alice, Phone);
        await RevokeAllAsync(Alice);
        await LoginAsync(Alice, Tablet);

        Assert.True(await IsAliveAsync(Alice, Tablet));
        Assert.False(await IsAliveAsync(Alice, Phone));
        Assert.Equal([Tablet], await ListAsync(Alice));
    }

    [Fact]
    public async Task All_sessions_can_be_ended_again_and_again()
    {
        for (var round = 0; round < 3; round++)
        {
            var token = NewToken();
            await LoginAsync(Alice, token);
            Assert.True(await IsAliveAsync(Alice, token));
            await RevokeAllAsync(Alice);
            await RevokeAllAsync(Alice);
            Assert.False(await IsAliveAsync(Alice, token));
        }
    }

    [Fact]
    public async Task After_ending_all_sessions_no_touch_rotation_or_revocation_finds_one()
    {
        await LoginAsync(Alice, Phone);
        await RevokeAllAsync(Alice);

        Assert.False(await TouchAsync(Alice, Phone, T0));
        Assert.False(await RotateAsync(Alice, Phone, Second, T0));
        Assert.False(await RevokeAsync(Alice, Phone));
        Assert.False(await IsAliveAsync(Alice, Phone));
        Assert.False(await IsAliveAsync(Alice, Second));
    }

    [Fact]
    public async Task Ending_all_sessions_ends_a_rotated_one_under_both_tokens()
    {
        await LoginAsync(Alice, Phone);
        await RotateAsync(Alice, Phone, Second, T0);
        await RevokeAllAsync(Alice);

        Assert.False(await IsAliveAsync(Alice, Phone));
        Assert.False(await IsAliveAsync(Alice, Second));
    }
}

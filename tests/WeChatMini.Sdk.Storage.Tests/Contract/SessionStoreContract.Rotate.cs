using WeChatMini.Sdk.Sessions;
using static WeChatMini.Sdk.Storage.Tests.Support.Sample;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

public abstract partial class SessionStoreContract
{
    private static readonly TokenHash Second = Token("second");
    private static readonly TokenHash Third = Token("third");

    [Fact]
    public async Task After_a_rotation_the_new_token_finds_the_same_session()
    {
        await LoginAsync(Alice, Phone);
        var before = (await FindAsync(Alice, Phone))!;

        Assert.True(await RotateAsync(Alice, Phone, Second, T0.AddHours(1)));

        var after = (await FindAsync(Alice, Second))!;
        Assert.Equal(Second, after.Token);
        Assert.Equal(Phone, after.PreviousToken);
        Assert.Equal(T0.AddHours(1).AddMinutes(1), after.PreviousTokenUntil);
        Assert.Equal(before.CreatedAt, after.CreatedAt);
        Assert.Equal(before.SeenAt, after.SeenAt);
        Assert.Equal(before.IdleExpiresAt, after.IdleExpiresAt);
        Assert.Equal(before.ExpiresAt, after.ExpiresAt);
        Assert.Equal(before.Data.ToArray(), after.Data.ToArray());
    }

    [Fact]
    public async Task The_old_token_works_until_the_very_instant_its_grace_ends()
    {
        await LoginAsync(Alice, Phone);
        await RotateAsync(Alice, Phone, Second, T0, grace: TimeSpan.FromMinutes(1));

        Assert.Equal(Second, (await FindAsync(Alice, Phone, T0.AddMinutes(1) - Millisecond))!.Token);
        Assert.False(await IsAliveAsync(Alice, Phone, T0.AddMinutes(1)));
        Assert.True(await IsAliveAsync(Alice, Second, T0.AddMinutes(1)));
    }

    [Fact]
    public async Task Without_grace_the_old_token_is_dead_at_once()
    {
        await LoginAsync(Alice, Phone);
        await RotateAsync(Alice, Phone, Second, T0, grace: TimeSpan.Zero);

        Assert.False(await IsAliveAsync(Alice, Phone));
        Assert.True(await IsAliveAsync(Alice, Second));
    }

    [Fact]
    public async Task The_previous_token_cannot_rotate_even_within_its_grace()
    {
        await LoginAsync(Alice, Phone);
        await RotateAsync(Alice, Phone, Second, T0);

        Assert.False(await RotateAsync(Alice, Phone, Third, T0));

        Assert.False(await IsAliveAsync(Alice, Third));
        Assert.Equal(Second, (await FindAsync(Alice, Second))!.Token);
    }

    [Fact]
    public async Task A_second_rotation_forgets_the_first_token()
    {
        await LoginAsync(Alice, Phone);
        await RotateAsync(Alice, Phone, Second, T0);
        await RotateAsync(Alice, Second, Third, T0.AddSeconds(1));

        Assert.False(await IsAliveAsync(Alice, Phone, T0.AddSeconds(1)));
        Assert.True(await IsAliveAsync(Alice, Second, T0.AddSeconds(1)));
        Assert.True(await IsAliveAsync(Alice, Third, T0.AddSeconds(1)));
        Assert.Single(await ListAsync(Alice, T0.AddSeconds(1)));
    }

    [Fact]
    public async Task Of_many_concurrent_rotations_one_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            var user = NewUser();
            await LoginAsync(user, Phone);
            var successors = Enumerable.Range(0, 8).Select(_ => NewToken()).ToArray();

            var won = await Task.WhenAll(successors.Select(successor => Task.Run(() => RotateAsync(user, Phone, successor, T0))));

            Assert.Single(won, true);
            Assert.Equal([successors[Array.IndexOf(won, true)]], await ListAsync(user));
        }
    }

    [Fact]
    public async Task An_ended_session_cannot_be_rotated_back_to_life()
    {
        await LoginAsync(Alice, Phone);
        Assert.False(await RotateAsync(Alice, Phone, Second, T0 + Idle));
        await RevokeAsync(Alice, Phone);
        Assert.False(await RotateAsync(Alice, Phone, Third, T0));

        Assert.False(await IsAliveAsync(Alice, Second));
        Assert.False(await IsAliveAsync(Alice, Third));
        Assert.Empty(await ListAsync(Alice));
    }

    [Fact]
    public async Task A_rotation_leaves_the_other_sessions_alone()
    {
        await LoginAsync(Alice, Phone);
        await LoginAsync(Alice, Tablet);
        await LoginAsync(Bob, Phone);

        await RotateAsync(Alice, Phone, Second, T0);

        Assert.Equal(Tablet, (await FindAsync(Alice, Tablet))!.Token);
        Assert.Equal(Phone, (await FindAsync(Bob, Phone))!.Token);
    }

    [Fact]
    public async Task A_rotated_session_ends_when_it_would_have_ended()
    {
        await LoginAsync(Alice, Phone);
        await RotateAsync(Alice, Phone, Second, T0.AddDays(2));

        Assert.True(await IsAliveAsync(Alice, Second, T0 + Idle - Millisecond));
        Assert.False(await IsAliveAsync(Alice, Second, T0 + Idle));
    }
}

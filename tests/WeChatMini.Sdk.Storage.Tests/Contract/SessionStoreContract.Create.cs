using WeChatMini.Sdk.Sessions;
using static WeChatMini.Sdk.Storage.Tests.Support.Sample;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

public abstract partial class SessionStoreContract
{
    [Fact]
    public async Task Beyond_the_cap_the_oldest_session_goes()
    {
        var tokens = await LoginManyAsync(Alice, 4, maxSessions: 3);

        Assert.Equal([tokens[3], tokens[2], tokens[1]], await ListAsync(Alice, T0.AddHours(1)));
        Assert.False(await IsAliveAsync(Alice, tokens[0]));
    }

    [Fact]
    public async Task The_oldest_session_is_the_one_created_first_however_recently_it_was_used()
    {
        var tokens = await LoginManyAsync(Alice, 3, maxSessions: 3);
        await TouchAsync(Alice, tokens[0], T0.AddHours(2));
        await LoginAsync(Alice, Phone, T0.AddHours(3), maxSessions: 3);

        Assert.Equal([Phone, tokens[2], tokens[1]], await ListAsync(Alice, T0.AddHours(3)));
    }

    [Fact]
    public async Task The_new_session_stays_even_when_its_clock_says_that_it_is_the_oldest()
    {
        await LoginAsync(Alice, Phone, T0.AddMinutes(2), maxSessions: 2);
        await LoginAsync(Alice, Tablet, T0.AddMinutes(1), maxSessions: 2);
        await LoginAsync(Alice, Third, T0, maxSessions: 2);

        Assert.Equal([Phone, Third], await ListAsync(Alice, T0.AddMinutes(2)));
    }

    [Fact]
    public async Task A_lower_cap_ends_several_sessions_at_once()
    {
        var tokens = await LoginManyAsync(Alice, 6, maxSessions: 10);
        await LoginAsync(Alice, Phone, T0.AddHours(1), maxSessions: 2);

        Assert.Equal([Phone, tokens[5]], await ListAsync(Alice, T0.AddHours(1)));
    }

    [Fact]
    public async Task A_cap_of_one_leaves_the_new_session_alone()
    {
        await LoginManyAsync(Alice, 3, maxSessions: 1);
        await LoginAsync(Alice, Phone, T0.AddHours(1), maxSessions: 1);

        Assert.Equal([Phone], await ListAsync(Alice, T0.AddHours(1)));
    }

    [Fact]
    public async Task Expired_and_revoked_sessions_do_not_count_towards_the_cap()
    {
        await LoginAsync(Alice, Phone, T0, maxSessions: 2);
        await LoginAsync(Alice, Tablet, T0.AddDays(2), maxSessions: 2);
        await LoginAsync(Alice, Second, T0 + Idle, maxSessions: 2);
        Assert.Equal([Second, Tablet], await ListAsync(Alice, T0 + Idle));

        await RevokeAsync(Alice, Second, T0 + Idle);
        await LoginAsync(Alice, Third, T0 + Idle, maxSessions: 2);
        Assert.Equal([Third, Tablet], await ListAsync(Alice, T0 + Idle));
    }

    [Fact]
    public async Task Sessions_that_were_all_ended_do_not_count_towards_the_cap_whatever_their_clock_said()
    {
        await LoginAsync(Alice, Phone, T0.AddMinutes(2), maxSessions: 2);
        await LoginAsync(Alice, Tablet, T0.AddMinutes(3), maxSessions: 2);
        await RevokeAllAsync(Alice);
        await LoginAsync(Alice, Second, T0, maxSessions: 2);
        await LoginAsync(Alice, Third, T0.AddMinutes(1), maxSessions: 2);

        Assert.Equal([Third, Second], await ListAsync(Alice, T0.AddMinutes(3)));
    }

    [Fact]
    public async Task The_cap_of_one_user_ends_no_session_of_another()
    {
        await LoginAsync(Bob, Phone);
        await LoginManyAsync(Alice, 3, maxSessions: 1);

        Assert.True(await IsAliveAsync(Bob, Phone));
    }

    [Fact]
    public async Task A_login_brings_its_session_key()
    {
        await Store.CreateAsync(Creation(Session(Alice, Phone, T0), Key("first", T0)), Ct);

        AssertSlot(await SlotAsync(Phone), "first", T0, null, default, default);
    }

    [Fact]
    public async Task A_newer_session_key_serves_all_devices_and_keeps_the_one_before_it()
    {
        await Store.CreateAsync(Creation(Session(Alice, Phone, T0), Key("first", T0)), Ct);
        await Store.CreateAsync(Creation(Session(Alice, Tablet, T0.AddMinutes(1)), Key("second", T0.AddSeconds(59))), Ct);

        AssertSlot(await SlotAsync(Phone), "second", T0.AddSeconds(59), "first", T0, T0.AddMinutes(6));
        AssertSlot(await SlotAsync(Tablet), "second", T0.AddSeconds(59), "first", T0, T0.AddMinutes(6));
    }

    [Fact]
    public async Task A_session_key_that_was_obtained_earlier_and_comes_late_changes_nothing()
    {
        await Store.CreateAsync(Creation(Session(Alice, Phone, T0), Key("first", T0)), Ct);
        await Store.CreateAsync(Creation(Session(Alice, Tablet, T0), Key("third", T0.AddSeconds(3))), Ct);
        await Store.CreateAsync(Creation(Session(Alice, Second, T0.AddMinutes(9)), Key("second", T0.AddSeconds(2))), Ct);

        AssertSlot(await SlotAsync(Second), "third", T0.AddSeconds(3), "first", T0, T0.AddMinutes(5));
    }

    [Fact]
    public async Task Of_two_session_keys_of_the_same_instant_the_later_arrival_is_current()
    {
        await Store.CreateAsync(Creation(Session(Alice, Phone, T0), Key("first", T0)), Ct);
        await Store.CreateAsync(Creation(Session(Alice, Tablet, T0), Key("second", T0)), Ct);

        AssertSlot(await SlotAsync(Phone), "second", T0, "first", T0, T0.AddMinutes(5));
    }

    [Fact]
    public async Task Only_the_last_two_session_keys_are_kept()
    {
        for (var minute = 0; minute < 4; minute++)
        {
            await Store.CreateAsync(Creation(Session(Alice, Token($"login {minute}"), T0.AddMinutes(minute)), Key($"key {minute}", T0.AddMinutes(minute))), Ct);
        }

        AssertSlot(await SlotAsync(Token("login 0")), "key 3", T0.AddMinutes(3), "key 2", T0.AddMinutes(2), T0.AddMinutes(8));
    }

    private static void AssertSlot(SessionKeySlot? slot, string current, DateTimeOffset currentAt, string? previous, DateTimeOffset previousAt, DateTimeOffset previousUntil)
    {
        Assert.NotNull(slot);
        Assert.Equal(Key(current, currentAt).Blob.ToArray(), slot.Current.Blob.ToArray());
        Assert.Equal(currentAt, slot.Current.ObtainedAt);
        Assert.Equal(previous is null ? null : Key(previous, previousAt).Blob.ToArray(), slot.Previous?.Blob.ToArray());
        Assert.Equal(previousAt, slot.Previous?.ObtainedAt ?? default);
        Assert.Equal(previousUntil, slot.PreviousUntil);
    }

    private async Task<SessionKeySlot?> SlotAsync(TokenHash token) => (await Store.FindAsync(new SessionAddress(Alice, token), T0, Ct)).Key;

    private async Task<TokenHash[]> LoginManyAsync(UserHandle user, int count, int maxSessions)
    {
        var tokens = Enumerable.Range(0, count).Select(_ => NewToken()).ToArray();
        for (var index = 0; index < count; index++)
        {
            await LoginAsync(user, tokens[index], T0.AddMinutes(index), maxSessions);
        }

        return tokens;
    }
}

using WeChatMini.Sdk.Sessions;
using static WeChatMini.Sdk.Storage.Tests.Support.Sample;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

public abstract partial class SessionStoreContract
{
    [Fact]
    public async Task A_renewed_key_is_current_at_once_and_the_one_before_may_be_tried_for_a_while()
    {
        await LoginAsync(Alice, Phone);
        var before = (await FindAsync(Alice, Phone))!;

        Assert.True(await PutKeyAsync(Alice, "renewed", T0.AddHours(1)));

        var (session, slot) = await LookUpAsync(Alice, Phone);
        Assert.Equal("sealed renewed"u8.ToArray(), slot.Current.Blob.ToArray());
        Assert.Equal(T0.AddHours(1), slot.Current.ObtainedAt);
        Assert.Equal(Key(Phone.ToString(), T0).Blob.ToArray(), slot.Previous!.Blob.ToArray());
        Assert.Equal(T0, slot.Previous.ObtainedAt);
        Assert.Equal(T0.AddHours(1).AddMinutes(5), slot.PreviousUntil);
        Assert.Equal(before.IdleExpiresAt, session.IdleExpiresAt);
        Assert.Equal(before.Data.ToArray(), session.Data.ToArray());
    }

    [Fact]
    public async Task A_renewed_key_that_was_asked_for_before_the_last_login_changes_nothing()
    {
        await LoginAsync(Alice, Phone, T0.AddHours(1));

        Assert.False(await PutKeyAsync(Alice, "late", T0));

        var (_, slot) = await LookUpAsync(Alice, Phone, T0.AddHours(1));
        Assert.Equal(Key(Phone.ToString(), T0).Blob.ToArray(), slot.Current.Blob.ToArray());
        Assert.Null(slot.Previous);
    }

    [Fact]
    public async Task A_login_that_was_sent_before_the_renewal_does_not_take_the_slot_back()
    {
        await LoginAsync(Alice, Phone);
        await PutKeyAsync(Alice, "renewed", T0.AddHours(2));

        await LoginAsync(Alice, Tablet, T0.AddHours(1));

        Assert.Equal("sealed renewed"u8.ToArray(), (await LookUpAsync(Alice, Tablet, T0.AddHours(1))).Slot.Current.Blob.ToArray());
    }

    [Fact]
    public async Task A_renewed_key_brings_no_user_into_being_and_reaches_nobody_else()
    {
        await LoginAsync(Alice, Phone);

        Assert.False(await PutKeyAsync(Bob, "renewed", T0.AddHours(1)));

        Assert.Empty(await ListAsync(Bob));
        Assert.Null((await LookUpAsync(Alice, Phone)).Slot.Previous);
        await LoginAsync(Bob, Tablet);
        Assert.Null((await LookUpAsync(Bob, Tablet)).Slot.Previous);
    }

    [Fact]
    public async Task A_renewed_key_revives_no_session_that_was_ended()
    {
        await LoginAsync(Alice, Phone);
        await RevokeAllAsync(Alice);

        await PutKeyAsync(Alice, "renewed", T0.AddHours(1));

        Assert.False(await IsAliveAsync(Alice, Phone));
    }

    private Task<bool> PutKeyAsync(UserHandle user, string name, DateTimeOffset obtainedAt) =>
        Store.PutKeyAsync(user, Key(name, obtainedAt), obtainedAt.AddMinutes(5), Ct).AsTask();

    private async Task<(SessionRecord Session, SessionKeySlot Slot)> LookUpAsync(UserHandle user, TokenHash token, DateTimeOffset? now = null)
    {
        var found = await Store.FindAsync(new SessionAddress(user, token), now ?? T0, Ct);
        return (found.Session!, found.Key!);
    }
}

using WeChatMini.Sdk.Sessions;
using static WeChatMini.Sdk.Storage.Tests.Support.Sample;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

public abstract partial class SessionStoreContract
{
    [Fact]
    public async Task A_session_is_found_with_everything_it_was_given()
    {
        var given = new SessionRecord
        {
            User = Alice,
            Token = Phone,
            CreatedAt = T0,
            SeenAt = T0 + Millisecond,
            IdleExpiresAt = T0.AddDays(1),
            ExpiresAt = T0.AddDays(2),
            Data = new byte[] { 0, 1, 0, 255, 39 },
        };
        await Store.CreateAsync(Creation(given), Ct);

        var found = Assert.IsType<SessionRecord>(await FindAsync(Alice, Phone));
        Assert.Equal(given.User, found.User);
        Assert.Equal(given.Token, found.Token);
        Assert.Null(found.PreviousToken);
        Assert.Equal(given.CreatedAt, found.CreatedAt);
        Assert.Equal(given.SeenAt, found.SeenAt);
        Assert.Equal(given.IdleExpiresAt, found.IdleExpiresAt);
        Assert.Equal(given.ExpiresAt, found.ExpiresAt);
        Assert.Equal(given.Data.ToArray(), found.Data.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2048)]
    public async Task Data_comes_back_as_it_was(int bytes)
    {
        var data = new byte[bytes];
        System.Security.Cryptography.RandomNumberGenerator.Fill(data);
        var session = Session(Alice, Phone, T0);
        await Store.CreateAsync(Creation(new SessionRecord
        {
            User = Alice,
            Token = Phone,
            CreatedAt = T0,
            SeenAt = T0,
            IdleExpiresAt = session.IdleExpiresAt,
            ExpiresAt = session.ExpiresAt,
            Data = data,
        }), Ct);

        Assert.Equal(data, (await FindAsync(Alice, Phone))!.Data.ToArray());
    }

    [Fact]
    public async Task A_token_that_was_never_given_out_finds_nothing()
    {
        await LoginAsync(Alice, Phone);

        Assert.False(await IsAliveAsync(Alice, Tablet));
    }

    [Fact]
    public async Task A_token_finds_nothing_in_the_partition_of_another_user()
    {
        await LoginAsync(Alice, Phone);
        await LoginAsync(Bob, Tablet);

        Assert.False(await IsAliveAsync(Bob, Phone));
        Assert.False(await IsAliveAsync(Alice, Tablet));
    }

    [Fact]
    public async Task Each_device_has_its_own_session()
    {
        await LoginAsync(Alice, Phone);
        await LoginAsync(Alice, Tablet, T0.AddHours(1));

        Assert.Equal(T0, (await FindAsync(Alice, Phone))!.CreatedAt);
        Assert.Equal(T0.AddHours(1), (await FindAsync(Alice, Tablet))!.CreatedAt);
    }

    [Fact]
    public async Task Finding_changes_nothing()
    {
        await LoginAsync(Alice, Phone);
        await FindAsync(Alice, Phone, T0.AddDays(2));

        var found = (await FindAsync(Alice, Phone))!;
        Assert.Equal(T0, found.SeenAt);
        Assert.Equal(T0 + Idle, found.IdleExpiresAt);
    }

    [Fact]
    public async Task An_empty_store_answers_every_question()
    {
        var lookup = await Store.FindAsync(new SessionAddress(Alice, Phone), T0, Ct);

        Assert.Null(lookup.Session);
        Assert.Null(lookup.Key);
        Assert.Empty(await ListAsync(Alice));
        Assert.False(await TouchAsync(Alice, Phone, T0));
        Assert.False(await RotateAsync(Alice, Phone, Tablet, T0));
        Assert.False(await RevokeAsync(Alice, Phone));
        await RevokeAllAsync(Alice);
        Assert.Equal(0, await PurgeAsync(T0));
    }

    [Fact]
    public async Task A_session_is_alive_until_the_very_instant_of_its_idle_end()
    {
        await LoginAsync(Alice, Phone);

        Assert.True(await IsAliveAsync(Alice, Phone, T0 + Idle - Millisecond));
        Assert.False(await IsAliveAsync(Alice, Phone, T0 + Idle));
    }

    [Fact]
    public async Task A_session_is_alive_until_the_very_instant_of_its_absolute_end()
    {
        await LoginAsync(Alice, Phone);
        for (var now = T0.AddDays(2); now < T0 + Absolute; now = now.AddDays(2))
        {
            Assert.True(await TouchAsync(Alice, Phone, now));
        }

        Assert.True(await IsAliveAsync(Alice, Phone, T0 + Absolute - Millisecond));
        Assert.False(await IsAliveAsync(Alice, Phone, T0 + Absolute));
    }

    [Fact]
    public async Task A_cancelled_call_changes_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await LoginAsync(Alice, Phone);
        var address = new SessionAddress(Alice, Phone);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.CreateAsync(Creation(Alice, Tablet), cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.FindAsync(address, T0, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.TouchAsync(address, new SessionTouch(T0.AddDays(1), T0.AddDays(4)), cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.RotateAsync(address, Tablet, T0, T0, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.RevokeAsync(address, T0, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.RevokeAllAsync(Alice, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ListAsync(Alice, T0, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PurgeAsync(T0 + Absolute, 10, cancelled).AsTask());

        Assert.Equal([Phone], await ListAsync(Alice));
        Assert.Equal(T0, (await FindAsync(Alice, Phone))!.SeenAt);
    }
}

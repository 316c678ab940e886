using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Caching;

/// <summary>What has ended stays ended, whatever the cache drops and whoever writes at the same time.</summary>
public sealed class EndOfSessionsTests
{
    private static readonly SessionAddress Phone = new(Sample.User("alice"), Sample.Token("phone"));
    private static readonly SessionAddress Tablet = new(Sample.User("alice"), Sample.Token("tablet"));

    private readonly ListedCache _cache = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_evicted_epoch_refuses_what_was_ended_and_what_was_not_and_the_next_login_revives_neither()
    {
        await using var instance = CacheStore.Over(_cache);
        await LoginAsync(instance, Phone);
        await instance.Store.RevokeAllAsync(Phone.User, Ct);
        await LoginAsync(instance, Tablet);
        Assert.True(_cache.Entries.TryRemove(_cache.KeyOf(":epoch"), out _));

        Assert.False(await IsAliveAsync(instance, Phone));
        Assert.False(await IsAliveAsync(instance, Tablet));

        var next = new SessionAddress(Phone.User, Sample.Token("next"));
        await LoginAsync(instance, next);
        Assert.True(await IsAliveAsync(instance, next));
        Assert.False(await IsAliveAsync(instance, Phone));
        Assert.False(await IsAliveAsync(instance, Tablet));
    }

    [Fact]
    public async Task The_eviction_of_one_users_epoch_concerns_nobody_else()
    {
        await using var instance = CacheStore.Over(_cache);
        var bob = new SessionAddress(Sample.User("bob"), Sample.Token("bob"));
        await LoginAsync(instance, Phone);
        Assert.True(_cache.Entries.TryRemove(_cache.KeyOf(":epoch"), out _));
        await LoginAsync(instance, bob);

        Assert.False(await IsAliveAsync(instance, Phone));
        Assert.True(await IsAliveAsync(instance, bob));
    }

    [Fact]
    public async Task The_epoch_outlives_the_longest_session_and_is_kept_by_every_look()
    {
        await using var instance = CacheStore.Over(_cache);
        await LoginAsync(instance, Phone);

        var epoch = _cache.Lives[_cache.KeyOf(":epoch")];
        Assert.True(epoch.SlidingExpiration > TimeSpan.FromDays(365));
        Assert.Null(epoch.AbsoluteExpirationRelativeToNow);
        Assert.Equal(Sample.Absolute + TimeSpan.FromDays(1), _cache.Lives[_cache.KeyOf(":s:")].AbsoluteExpirationRelativeToNow);
    }

    [Fact]
    public async Task A_later_login_does_not_write_the_epoch_again()
    {
        await using var instance = CacheStore.Over(_cache);
        await LoginAsync(instance, Phone);
        var written = new List<string>();
        _cache.BeforeWrite = key =>
        {
            written.Add(key);
            return Task.CompletedTask;
        };
        await LoginAsync(instance, Tablet);

        // A login that wrote the epoch it had read could undo an end of all sessions that ran in between.
        Assert.DoesNotContain(written, key => key.EndsWith(":epoch", StringComparison.Ordinal));
        Assert.Equal(2, written.Count);
    }

    [Fact]
    public async Task A_login_beside_the_end_of_all_sessions_is_alive_and_those_before_it_are_not()
    {
        await using var instance = CacheStore.Over(_cache);
        await LoginAsync(instance, Phone);
        var ended = false;
        _cache.BeforeWrite = async key =>
        {
            // The login knows the epoch and is about to write its session.
            if (key.Contains(":s:", StringComparison.Ordinal) && !ended)
            {
                ended = true;
                await instance.Store.RevokeAllAsync(Phone.User, Ct);
            }
        };
        await LoginAsync(instance, Tablet);

        Assert.True(ended);
        Assert.False(await IsAliveAsync(instance, Phone));
        Assert.True(await IsAliveAsync(instance, Tablet));
    }

    [Fact]
    public async Task A_touch_that_meets_the_end_of_its_session_does_not_bring_it_back()
    {
        await using var instance = CacheStore.Over(_cache);
        await LoginAsync(instance, Phone);
        _cache.BeforeWrite = async _ =>
        {
            _cache.BeforeWrite = static _ => Task.CompletedTask;
            Assert.True(await instance.Store.RevokeAsync(Phone, Sample.T0, Ct));
        };
        await instance.Store.TouchAsync(Phone, new SessionTouch(Sample.T0.AddHours(1), Sample.T0.AddDays(4)), Ct);

        Assert.False(await IsAliveAsync(instance, Phone));
    }

    [Fact]
    public async Task A_session_that_lost_the_note_of_its_use_ends_when_it_would_have_unused()
    {
        await using var instance = CacheStore.Over(_cache);
        await LoginAsync(instance, Phone);
        await instance.Store.TouchAsync(Phone, new SessionTouch(Sample.T0.AddDays(1), Sample.T0.AddDays(4)), Ct);
        Assert.True(await IsAliveAsync(instance, Phone, Sample.T0.AddDays(3)));
        Assert.True(_cache.Entries.TryRemove(_cache.KeyOf(":u:"), out _));

        Assert.True(await IsAliveAsync(instance, Phone, Sample.T0.AddDays(3).AddMilliseconds(-1)));
        Assert.False(await IsAliveAsync(instance, Phone, Sample.T0.AddDays(3)));
    }

    private static async Task LoginAsync(CacheStore instance, SessionAddress address) =>
        await instance.Store.CreateAsync(Sample.Creation(address.User, address.Token), Ct);

    private static async Task<bool> IsAliveAsync(CacheStore instance, SessionAddress address, DateTimeOffset? now = null) =>
        (await instance.Store.FindAsync(address, now ?? Sample.T0, Ct)).Session is not null;
}

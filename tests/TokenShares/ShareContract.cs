using System.Diagnostics;
using WeChatMini.Sdk.AccessTokens;

namespace TokenShares;

/// <summary>What <see cref="IAccessTokenShare"/> asks of an engine. A test class of each engine derives from it.</summary>
public abstract class ShareContract : IAsyncLifetime
{
    private const string Key = "wxmini:token:wx1234567890abcdef:stable";

    private static readonly byte[] Old = [1, 0, 255, 13, 10];
    private static readonly byte[] Young = [2, 0, 254];
    private static readonly byte[] Foreign = [7];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Gets the share of one instance.</summary>
    protected abstract IAccessTokenShare One { get; }

    /// <summary>Gets the share of another instance, over connections of its own.</summary>
    protected abstract IAccessTokenShare Other { get; }

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task What_nobody_wrote_is_not_there()
    {
        Assert.Null(await One.ReadAsync(Key, Cancellation));
    }

    [Fact]
    public async Task What_one_wrote_the_other_reads_byte_for_byte()
    {
        await One.WriteAsync(Key, Old, Now.AddHours(2), Cancellation);

        Assert.Equal(Old, await Other.ReadAsync(Key, Cancellation));
        Assert.Null(await Other.ReadAsync(Key + "x", Cancellation));
    }

    [Fact]
    public async Task A_newer_entry_wins()
    {
        await One.WriteAsync(Key, Old, Now.AddHours(1), Cancellation);
        await Other.WriteAsync(Key, Young, Now.AddHours(2), Cancellation);

        Assert.Equal(Young, await One.ReadAsync(Key, Cancellation));
    }

    [Fact]
    public async Task An_older_entry_does_not_overwrite_a_newer_one()
    {
        await One.WriteAsync(Key, Young, Now.AddHours(2), Cancellation);
        await Other.WriteAsync(Key, Old, Now.AddHours(1), Cancellation);

        Assert.Equal(Young, await One.ReadAsync(Key, Cancellation));
    }

    [Fact]
    public async Task Of_many_writers_the_one_with_the_newest_entry_wins()
    {
        var end = Now.AddHours(1);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async i => await (i % 2 == 0 ? One : Other).WriteAsync(Key, new[] { (byte)(i * 37 % 100) }, end.AddMinutes(i * 37 % 100), Cancellation)));

        Assert.Equal([99], await One.ReadAsync(Key, Cancellation));
    }

    [Fact]
    public async Task An_entry_that_was_found_useless_is_replaced_whenever_it_expires()
    {
        await One.WriteAsync(Key, Young, Now.AddHours(2), Cancellation);
        await Other.ReplaceAsync(Key, Young, Old, Now.AddHours(1), Cancellation);

        Assert.Equal(Old, await One.ReadAsync(Key, Cancellation));
    }

    [Fact]
    public async Task Another_entry_than_the_useless_one_is_replaced_only_by_a_newer_one()
    {
        await One.WriteAsync(Key, Young, Now.AddHours(2), Cancellation);

        await Other.ReplaceAsync(Key, Foreign, Old, Now.AddHours(1), Cancellation);
        Assert.Equal(Young, await One.ReadAsync(Key, Cancellation));

        await Other.ReplaceAsync(Key, Foreign, Old, Now.AddHours(3), Cancellation);
        Assert.Equal(Old, await One.ReadAsync(Key, Cancellation));
    }

    [Fact]
    public Task An_entry_ends_by_itself_at_its_time() => RealTime.HoldsAsync(async () =>
    {
        await One.WriteAsync(Key, Old, Now.AddSeconds(1), Cancellation);
        var read = await One.ReadAsync(Key, Cancellation);
        RealTime.IsInTime(read is not null, "It had ended before it was read.");
        Assert.Equal(Old, read);

        await GoneAsync(async () => await One.ReadAsync(Key, Cancellation) is null);
    });

    [Fact]
    public async Task An_entry_that_has_ended_is_not_written()
    {
        await One.WriteAsync(Key, Old, Now.AddSeconds(-1), Cancellation);

        Assert.Null(await One.ReadAsync(Key, Cancellation));
    }

    [Fact]
    public async Task The_lease_has_one_holder()
    {
        Assert.True(One.HasLease);
        var taken = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? One : Other).TryLeaseAsync(Key, "owner" + i, TimeSpan.FromSeconds(30), Cancellation).AsTask()));

        Assert.Single(taken, true);
        Assert.True(await Other.TryLeaseAsync(Key + "x", "owner", TimeSpan.FromSeconds(30), Cancellation));
    }

    [Fact]
    public async Task A_lease_that_is_given_back_can_be_taken()
    {
        Assert.True(await One.TryLeaseAsync(Key, "a", TimeSpan.FromSeconds(30), Cancellation));
        await One.ReleaseAsync(Key, "a", Cancellation);

        Assert.True(await Other.TryLeaseAsync(Key, "b", TimeSpan.FromSeconds(30), Cancellation));
    }

    [Fact]
    public async Task A_lease_ends_by_itself()
    {
        Assert.True(await One.TryLeaseAsync(Key, "a", TimeSpan.FromSeconds(2), Cancellation));
        Assert.False(await Other.TryLeaseAsync(Key, "b", TimeSpan.FromSeconds(30), Cancellation));

        await GoneAsync(() => Other.TryLeaseAsync(Key, "b", TimeSpan.FromSeconds(30), Cancellation).AsTask());
    }

    [Fact]
    public async Task Only_its_holder_gives_a_lease_back()
    {
        Assert.True(await One.TryLeaseAsync(Key, "a", TimeSpan.FromSeconds(30), Cancellation));
        await Other.ReleaseAsync(Key, "b", Cancellation);

        Assert.False(await Other.TryLeaseAsync(Key, "b", TimeSpan.FromSeconds(30), Cancellation));
    }

    [Fact]
    public async Task Entry_and_lease_do_not_disturb_each_other()
    {
        Assert.True(await One.TryLeaseAsync(Key, "a", TimeSpan.FromSeconds(30), Cancellation));
        Assert.Null(await One.ReadAsync(Key, Cancellation));
        await One.WriteAsync(Key, Old, Now.AddHours(2), Cancellation);
        await One.ReleaseAsync(Key, "a", Cancellation);

        Assert.Equal(Old, await One.ReadAsync(Key, Cancellation));
    }

    /// <summary>The engine's clock alone says when.</summary>
    private static async Task GoneAsync(Func<Task<bool>> isGone)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await isGone())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20), "It does not end.");
            await Task.Delay(10, Cancellation);
        }
    }
}

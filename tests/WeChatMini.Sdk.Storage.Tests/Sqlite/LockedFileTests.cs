using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Sqlite;

/// <summary>Another program holds the lock. The driver alone would wait 30 seconds and hold a thread meanwhile.</summary>
public sealed class LockedFileTests : IDisposable
{
    private static readonly SessionAddress Address = new(Sample.User("alice"), Sample.Token("phone"));

    private readonly SqliteFile _file = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_gives_up_in_time_and_changes_nothing()
    {
        var store = _file.Open(lockTimeout: TimeSpan.FromMilliseconds(300));
        await store.CreateAsync(Sample.Creation(Address.User, Address.Token), Ct);
        using (var other = _file.Connect())
        {
            other.Execute("BEGIN IMMEDIATE");
            await AssertGivesUpAsync(store.CreateAsync(Sample.Creation(Address.User, Sample.Token("tablet")), Ct).AsTask());
            await AssertGivesUpAsync(store.TouchAsync(Address, new SessionTouch(Sample.T0.AddDays(1), Sample.T0.AddDays(4)), Ct).AsTask());
            await AssertGivesUpAsync(store.RevokeAllAsync(Address.User, Ct).AsTask());
        }

        Assert.Equal([Address.Token], (await store.ListAsync(Address.User, Sample.T0, Ct)).Select(session => session.Token));
        Assert.Equal(Sample.T0, (await store.FindAsync(Address, Sample.T0, Ct)).Session!.SeenAt);
    }

    [Fact]
    public async Task Writes_that_queue_behind_a_locked_one_give_up_in_time_too()
    {
        var store = _file.Open(lockTimeout: TimeSpan.FromMilliseconds(300));
        await store.CreateAsync(Sample.Creation(Address.User, Address.Token), Ct);
        using var other = _file.Connect();
        other.Execute("BEGIN IMMEDIATE");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            AssertGivesUpAsync(store.CreateAsync(Sample.Creation(Sample.NewUser(), Sample.NewToken()), Ct).AsTask())));
    }

    [Fact]
    public async Task A_read_goes_on_beside_a_writer()
    {
        var store = _file.Open();
        await store.CreateAsync(Sample.Creation(Address.User, Address.Token), Ct);
        using var other = _file.Connect();
        other.Execute("BEGIN EXCLUSIVE");

        Assert.NotNull((await store.FindAsync(Address, Sample.T0, Ct)).Session);
    }

    [Fact]
    public async Task A_read_of_a_file_that_is_locked_against_readers_gives_up_in_time()
    {
        var store = _file.Open(lockTimeout: TimeSpan.FromMilliseconds(300));
        using var other = _file.Connect();
        other.Execute("PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE theirs (a)");

        await AssertGivesUpAsync(store.FindAsync(Address, Sample.T0, Ct).AsTask());
    }

    [Fact]
    public async Task A_write_that_waits_is_done_once_the_lock_is_gone()
    {
        var store = _file.Open();
        await store.CreateAsync(Sample.Creation(Address.User, Address.Token), Ct);
        using var other = _file.Connect();
        other.Execute("BEGIN IMMEDIATE");
        var write = store.RevokeAsync(Address, Sample.T0, Ct).AsTask();
        Assert.False(write.IsCompleted);

        other.Execute("COMMIT");

        Assert.True(await write);
    }

    [Fact]
    public async Task A_caller_that_cancels_waits_no_longer()
    {
        var store = _file.Open();
        await store.CreateAsync(Sample.Creation(Address.User, Address.Token), Ct);
        using var other = _file.Connect();
        other.Execute("BEGIN IMMEDIATE");
        using var first = new CancellationTokenSource();
        using var queued = new CancellationTokenSource();
        var waiting = store.RevokeAsync(Address, Sample.T0, first.Token).AsTask();
        var behind = store.RevokeAllAsync(Address.User, queued.Token).AsTask();

        await queued.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => behind.WaitAsync(TimeSpan.FromSeconds(10), Ct));
        Assert.False(waiting.IsCompleted);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(10), Ct));

        other.Execute("COMMIT");
        Assert.NotNull((await store.FindAsync(Address, Sample.T0, Ct)).Session);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Five seconds are far more than the 300 ms asked for and far less than the driver's own 30 s.</summary>
    private static async Task AssertGivesUpAsync(Task operation)
    {
        var exception = await Assert.ThrowsAsync<TimeoutException>(() => operation.WaitAsync(TimeSpan.FromSeconds(5), Ct));
        Assert.Contains("SQLite was locked by other work for 300 ms", exception.Message, StringComparison.Ordinal);
    }
}

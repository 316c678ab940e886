using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Documents;

/// <summary>What a writer does whose write was not accepted, and what a reader does not do.</summary>
public sealed class LostRaceTests
{
    private static readonly UserHandle User = Sample.User("alice");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_validation_is_one_read()
    {
        var store = new MemoryDocuments();
        await store.CreateAsync(Sample.Creation(User, Sample.Token("phone")), Ct);
        var (loads, saves) = (store.Loads, store.Saves);

        Assert.NotNull((await store.FindAsync(new SessionAddress(User, Sample.Token("phone")), Sample.T0, Ct)).Session);

        Assert.Equal((loads + 1, saves), (store.Loads, store.Saves));
    }

    [Fact]
    public async Task Writers_of_one_user_in_one_process_never_get_in_each_others_way()
    {
        var store = new MemoryDocuments();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => store.CreateAsync(Sample.Creation(User, Sample.NewToken(), maxSessions: 200), Ct).AsTask()));

        Assert.Equal(200, store.Saves);
        Assert.Equal(200, (await store.ListAsync(User, Sample.T0, Ct)).Count);
    }

    [Fact]
    public Task A_writer_who_is_always_beaten_gives_up_and_says_why() => RealTime.HoldsAsync(async () =>
    {
        var store = new MemoryDocuments { Refuses = _ => true };

        var exception = await Timing.FailsWithinAsync(TimeSpan.FromSeconds(4), () => store.CreateAsync(Sample.Creation(User, Sample.Token("phone")), Ct).AsTask());

        Assert.Contains("were changed by others again and again", Assert.IsType<TimeoutException>(exception).Message, StringComparison.Ordinal);
        Assert.True(store.Saves > 3, "It should have tried more than a few times.");
        Assert.False(store.Has(User));
    });

    [Fact]
    public async Task A_writer_who_waits_in_the_queue_can_stop_waiting()
    {
        var release = new TaskCompletionSource();
        var store = new MemoryDocuments { BeforeSave = () => release.Task };
        var first = store.CreateAsync(Sample.Creation(User, Sample.Token("phone")), Ct).AsTask();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var second = store.CreateAsync(Sample.Creation(User, Sample.Token("tablet")), stop.Token).AsTask();

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        release.SetResult();
        await first;

        await store.CreateAsync(Sample.Creation(User, Sample.Token("second")), Ct);
        Assert.Equal(2, (await store.ListAsync(User, Sample.T0, Ct)).Count);
    }

    [Fact]
    public async Task A_write_that_a_client_repeated_because_its_answer_was_lost_counts_as_written()
    {
        // The first write of each call is made and then refused, as its repetition by a client meets the version that it made itself.
        var store = new MemoryDocuments { RepeatsWrites = true };
        await store.CreateAsync(Sample.Creation(User, Sample.Token("phone")), Ct);
        Assert.Equal(1, store.Saves);
        Assert.True(await store.RotateAsync(new SessionAddress(User, Sample.Token("phone")), Sample.Token("second"), Sample.T0.AddMinutes(1), Sample.T0, Ct));
        Assert.True(await store.RevokeAsync(new SessionAddress(User, Sample.Token("second")), Sample.T0, Ct));
        Assert.Equal(3, store.Saves);
        Assert.Empty(await store.ListAsync(User, Sample.T0, Ct));
    }

    [Fact]
    public async Task A_document_that_was_deleted_and_made_anew_is_another_version()
    {
        var store = new MemoryDocuments();
        await store.CreateAsync(Sample.Creation(User, Sample.Token("phone")), Ct);
        var before = store.DocumentOf(User).Stamp;
        Assert.Equal(1, await store.PurgeAsync(Sample.T0 + Sample.Absolute, 10, Ct));
        Assert.False(store.Has(User));
        await store.CreateAsync(Sample.Creation(User, Sample.Token("phone")), Ct);

        Assert.NotEqual(before, store.DocumentOf(User).Stamp);
    }

    [Fact]
    public Task A_database_that_never_answers_is_given_up_and_one_that_answered_before_sooner() => RealTime.HoldsAsync(async () =>
    {
        var store = new MemoryDocuments();
        await store.FindAsync(new SessionAddress(User, Sample.Token("phone")), Sample.T0, Ct);
        store.IsSilent = true;

        var exception = await Timing.FailsWithinAsync(TimeSpan.FromSeconds(1.5), () => store.FindAsync(new SessionAddress(User, Sample.Token("phone")), Sample.T0, Ct).AsTask());

        Assert.Equal("The test's memory did not answer within 700 ms.", Assert.IsType<TimeoutException>(exception).Message);
        var first = await Timing.FailsWithinAsync(TimeSpan.FromSeconds(4), () => new MemoryDocuments { IsSilent = true }.FindAsync(new SessionAddress(User, Sample.Token("phone")), Sample.T0, Ct).AsTask());
        Assert.Equal("The test's memory did not answer within 3000 ms.", Assert.IsType<TimeoutException>(first).Message);
    });
}

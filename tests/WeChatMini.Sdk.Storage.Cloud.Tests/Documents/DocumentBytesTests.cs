using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Documents;

/// <summary>A document is read to the last byte, or is refused with a sentence that says what to do.</summary>
public sealed class DocumentBytesTests
{
    private static readonly UserHandle User = Sample.User("alice");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_that_was_cut_off_or_added_to_is_refused_at_every_length()
    {
        var (store, content) = await FilledAsync();
        for (var length = 0; length < content.Length; length++)
        {
            store.Planted[User] = content[..length];
            await AssertRefusedAsync(store, "was not written by this library, or has been damaged. Delete it: the user logs in again.");
        }

        store.Planted[User] = [.. content, 0];
        await AssertRefusedAsync(store, "Delete it");
    }

    [Fact]
    public async Task Whatever_byte_is_changed_the_document_is_read_or_refused_and_nothing_else()
    {
        var (store, content) = await FilledAsync();
        for (var index = 0; index < content.Length; index++)
        {
            foreach (var bit in new byte[] { 0x01, 0x80, 0xFF })
            {
                var changed = content.ToArray();
                changed[index] ^= bit;
                store.Planted[User] = changed;
                var exception = await Record.ExceptionAsync(() => store.ListAsync(User, Sample.T0, Ct).AsTask());
                Assert.True(exception is null or InvalidDataException, $"Byte {index} ^ {bit:X2}: {exception}");
            }
        }
    }

    [Fact]
    public async Task A_layout_of_a_newer_version_is_refused_as_that()
    {
        var (store, content) = await FilledAsync();
        content[2] = 2;
        store.Planted[User] = content;

        await AssertRefusedAsync(store, "have layout 2 and this version of the library reads 1: a newer one wrote them. Update this instance");
    }

    [Fact]
    public async Task The_layout_is_that_of_the_first_release()
    {
        // Documents outlive an update of the library: whoever changes these bytes gives the layout another number.
        var (_, content) = await FilledAsync();
        var stamp = content[3..11];
        Assert.NotEqual(new byte[8], stamp);
        Assert.Equal("574D01", Convert.ToHexString(content.AsSpan(0, 3)));
        Assert.Equal(
            "9D71FJdSlEndFCYFPXQB+Nu86Cdi70NnbwaxRDgeziI=",
            Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(content.AsSpan(11))));
    }

    [Fact]
    public async Task What_is_larger_than_the_database_takes_is_refused_before_the_write_with_what_to_do()
    {
        var store = new MemoryDocuments { MostBytes = 10_000 };
        for (var index = 0; index < 4; index++)
        {
            await store.CreateAsync(Sample.Creation(Large.Session(User, index, new byte[2048]), maxSessions: 100), Ct);
        }

        var saves = store.Saves;
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => store.CreateAsync(Sample.Creation(Large.Session(User, 4, new byte[2048]), maxSessions: 100), Ct).AsTask());

        Assert.Contains("The 5 sessions of a user take", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Lower Sessions.MaxSessionsPerUser", exception.Message, StringComparison.Ordinal);
        Assert.Equal(saves, store.Saves);
        Assert.Equal(4, (await store.ListAsync(User, Sample.T0.AddMinutes(10), Ct)).Count);
    }

    [Fact]
    public async Task A_hundred_large_sessions_take_less_than_the_400_KB_of_a_DynamoDB_item()
    {
        var store = new MemoryDocuments();
        await Large.FillAsync(store, User);

        Assert.InRange(store.ContentOf(User).Length, 100 * 2048, 225_000);
    }

    [Fact]
    public async Task A_document_says_when_a_purge_and_when_a_time_to_live_has_something_to_do()
    {
        var store = new MemoryDocuments();
        await store.CreateAsync(Sample.Creation(User, Sample.Token("phone")), Ct);
        await store.CreateAsync(Sample.Creation(User, Sample.Token("tablet"), Sample.T0.AddHours(1)), Ct);
        Assert.Equal(Sample.T0 + Sample.Idle, store.DocumentOf(User).PurgeAt);
        Assert.Equal(Sample.T0.AddHours(1) + Sample.Absolute, store.DocumentOf(User).EndsAt);

        await store.RevokeAllAsync(User, Ct);
        Assert.Equal(DateTimeOffset.UnixEpoch, store.DocumentOf(User).PurgeAt);
        Assert.Equal(Sample.T0.AddHours(1) + Sample.Absolute, store.DocumentOf(User).EndsAt);
    }

    /// <summary>Two sessions, one of them rotated, and two keys.</summary>
    private static async Task<(MemoryDocuments Store, byte[] Content)> FilledAsync()
    {
        var store = new MemoryDocuments();
        await store.CreateAsync(Sample.Creation(User, Sample.Token("phone")), Ct);
        await store.CreateAsync(Sample.Creation(User, Sample.Token("tablet"), Sample.T0.AddHours(1)), Ct);
        await store.RotateAsync(new SessionAddress(User, Sample.Token("phone")), Sample.Token("second"), Sample.T0.AddMinutes(1), Sample.T0, Ct);
        return (store, store.ContentOf(User).ToArray());
    }

    private static async Task AssertRefusedAsync(MemoryDocuments store, string sentence)
    {
        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => store.FindAsync(new SessionAddress(User, Sample.Token("phone")), Sample.T0, Ct).AsTask());
        Assert.Contains(sentence, exception.Message, StringComparison.Ordinal);
    }
}

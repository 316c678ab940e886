using System.Security.Cryptography;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Caching;

/// <summary>Entries that somebody else wrote under our keys, or that a cache cut short.</summary>
public sealed class ForeignBytesTests
{
    private static readonly SessionAddress Phone = new(Sample.User("alice"), Sample.Token("phone"));

    private readonly ListedCache _cache = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(":s:")]
    [InlineData(":u:")]
    [InlineData(":key")]
    public async Task Bytes_that_are_not_ours_are_a_failure_and_never_a_session(string part)
    {
        await using var instance = await LoggedInAsync();
        var key = _cache.KeyOf(part);
        foreach (var bytes in Spoiled(_cache.Entries[key]))
        {
            _cache.Entries[key] = bytes;
            await Assert.ThrowsAsync<InvalidDataException>(async () => await instance.Store.FindAsync(Phone, Sample.T0, Ct));
        }
    }

    [Fact]
    public async Task An_epoch_that_is_not_ours_refuses_the_session_and_the_next_login_replaces_it()
    {
        await using var instance = await LoggedInAsync();
        var key = _cache.KeyOf(":epoch");
        foreach (var bytes in Spoiled(_cache.Entries[key]))
        {
            _cache.Entries[key] = bytes;
            Assert.Null((await instance.Store.FindAsync(Phone, Sample.T0, Ct)).Session);
        }

        var tablet = Sample.Token("tablet");
        await instance.Store.CreateAsync(Sample.Creation(Phone.User, tablet), Ct);
        Assert.NotNull((await instance.Store.FindAsync(new(Phone.User, tablet), Sample.T0, Ct)).Session);
        Assert.Null((await instance.Store.FindAsync(Phone, Sample.T0, Ct)).Session);
    }

    [Fact]
    public async Task A_slot_that_is_not_ours_is_replaced_by_the_next_login()
    {
        await using var instance = await LoggedInAsync();
        _cache.Entries[_cache.KeyOf(":key")] = [1, 2, 3];
        var tablet = Sample.Token("tablet");
        await instance.Store.CreateAsync(Sample.Creation(Sample.Session(Phone.User, tablet, Sample.T0), Sample.Key("new", Sample.T0)), Ct);

        var found = await instance.Store.FindAsync(new(Phone.User, tablet), Sample.T0, Ct);
        Assert.Equal("sealed new"u8, found.Key!.Current.Blob.Span);
    }

    [Fact]
    public async Task An_entry_of_one_kind_is_none_of_another()
    {
        await using var instance = await LoggedInAsync();
        _cache.Entries[_cache.KeyOf(":key")] = _cache.Entries[_cache.KeyOf(":s:")];

        await Assert.ThrowsAsync<InvalidDataException>(async () => await instance.Store.FindAsync(Phone, Sample.T0, Ct));
    }

    /// <summary>Nothing, cut short, and as long as ours or longer but of another kind.</summary>
    private static IEnumerable<byte[]> Spoiled(byte[] good) => [[], [good[0]], good[..16], [(byte)~good[0], .. good.AsSpan(1)], [(byte)~good[0], .. RandomNumberGenerator.GetBytes(2048)]];

    private async Task<CacheStore> LoggedInAsync()
    {
        var instance = CacheStore.Over(_cache);
        await instance.Store.CreateAsync(Sample.Creation(Phone.User, Phone.Token), Ct);
        Assert.True(await instance.Store.TouchAsync(Phone, new SessionTouch(Sample.T0, Sample.T0.AddDays(1)), Ct));
        return instance;
    }
}

using WeChatMini.Sdk.Storage.Redis.Tests.Support;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Gates;

/// <summary>Gate G19: what is in Redis is not believed. A spoiled entry costs one fetch, which mends it for all.</summary>
public sealed class SpoiledEntryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_of_which_any_byte_was_changed_is_not_used()
    {
        await using var instances = await Instances.StartAsync();
        await instances.GetColdAsync();
        var redis = instances.Connection.GetDatabase();
        var key = Instances.KeyOf(instances.WeChat.AppId);
        var entry = (byte[])(await redis.StringGetAsync(key))!;
        for (var position = 0; position < entry.Length; position++)
        {
            for (var bit = position % 8; bit < Long.Or((position % 8) + 1, 8); bit++)
            {
                var spoiled = (byte[])entry.Clone();
                spoiled[position] ^= (byte)(1 << bit);
                await AssertOneFetchAsync(instances, spoiled);
            }
        }

        Figures.Report($"G19: {entry.Length} bytes changed one by one, each cost 1 fetch and was mended by it");
    }

    public static TheoryData<string> Strange => ["nothing", "one byte", "cut short", "longer", "a megabyte", "another version", "text"];

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task An_entry_of_another_shape_is_not_used(string shape)
    {
        await using var instances = await Instances.StartAsync();
        await instances.GetColdAsync();
        var entry = (byte[])(await instances.Connection.GetDatabase().StringGetAsync(Instances.KeyOf(instances.WeChat.AppId)))!;

        await AssertOneFetchAsync(instances, shape switch
        {
            "nothing" => [],
            "one byte" => [1],
            "cut short" => entry[..^1],
            "longer" => [.. entry, 0],
            "a megabyte" => [.. entry, .. new byte[(1 << 20) - entry.Length]],
            "another version" => [2, .. entry[1..]],
            _ => "{\"access_token\":\"stolen\"}"u8.ToArray(),
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_entry_of_another_app_is_not_used(bool bothHaveOneKeyRing)
    {
        await using var instances = await Instances.StartAsync();
        if (bothHaveOneKeyRing)
        {
            instances.KeyRing.Add(Convert.ToBase64String(new byte[32]));
        }

        // Even one with the same secret, which is what a copied staging configuration looks like.
        var other = instances.WeChat.Apps.Add("wx00000000000000aa", instances.WeChat.AppSecret);
        await instances.New(other.AppId, other.AppSecret).GetTokenAsync(Cancellation);
        var foreign = (byte[])(await instances.Connection.GetDatabase().StringGetAsync(Instances.KeyOf(other.AppId)))!;

        await AssertOneFetchAsync(instances, foreign);
    }

    [Fact]
    public async Task An_entry_that_claims_to_live_for_years_is_not_used()
    {
        await using var instances = await Instances.StartAsync();

        // Sealed with the right key: by an instance whose clock is ten years ahead.
        var future = new OffsetClock(instances.WeChat.Clock, TimeSpan.FromDays(3650));
        await instances.New(instances.WeChat.AppId, instances.WeChat.AppSecret, future).GetTokenAsync(Cancellation);
        var entry = (byte[])(await instances.Connection.GetDatabase().StringGetAsync(Instances.KeyOf(instances.WeChat.AppId)))!;

        await AssertOneFetchAsync(instances, entry);
    }

    [Fact]
    public async Task A_key_of_another_type_fails_no_call()
    {
        await using var instances = await Instances.StartAsync();
        await instances.Connection.GetDatabase().ListLeftPushAsync(Instances.KeyOf(instances.WeChat.AppId), "x");

        Assert.NotEmpty(await instances.GetColdAsync());
    }

    /// <summary>A cold instance that finds this fetches; the next one finds what that one wrote.</summary>
    private static async Task AssertOneFetchAsync(Instances instances, byte[] entry)
    {
        await instances.Connection.GetDatabase().StringSetAsync(Instances.KeyOf(instances.WeChat.AppId), entry, TimeSpan.FromDays(3650));
        var before = instances.Fetches;

        var mended = await instances.GetColdAsync();
        Assert.Equal(1, instances.Fetches - before);

        Assert.Equal(mended, await instances.GetColdAsync());
        Assert.Equal(1, instances.Fetches - before);
    }

    private sealed class OffsetClock(TimeProvider clock, TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + ahead;
    }
}

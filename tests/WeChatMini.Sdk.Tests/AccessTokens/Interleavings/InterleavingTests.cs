using CsCheck;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.AccessTokens.Interleavings;

/// <summary>Gate G17: whatever happens in whatever order, a late rejection of an old token harms no newer one, and the cache does what its rules say.</summary>
public sealed class InterleavingTests
{
    [Fact]
    public async Task In_every_order_of_events_the_cache_does_what_the_model_says()
    {
        var histories = Long.Or(2000, 100_000);
        await Gen.Select(Gen.Enum<Event>(), Gen.Int[0, 999]).Array[1, 30].SampleAsync(
            history => Interleaving.RunAsync(history),
            iter: histories,
            threads: 2,
            print: history => string.Join(", ", history));
        Figures.Report($"G17: {histories} histories of up to 30 events agree with the sequential model, no force_refresh");
    }

    [Fact]
    public Task A_token_that_was_rejected_while_it_was_on_its_way_once_more_is_asked_for_again() => Interleaving.RunAsync(
    [
        (Event.Get, 0), (Event.RefreshCompletes, 0),

        // Due, and WeChat answers with the same token, but late: by then it has ended, and the first caller has been told so.
        (Event.TimePasses, 6), (Event.Get, 0), (Event.WeChatEndsToken, 0), (Event.CurrentIsRejected, 0), (Event.Get, 1), (Event.RefreshCompletes, 1), (Event.RefreshCompletes, 1),
        (Event.Get, 1),
    ]);
}

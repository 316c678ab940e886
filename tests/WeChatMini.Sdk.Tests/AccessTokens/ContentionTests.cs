using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.AccessTokens;

/// <summary>Many callers and an endpoint that takes its time, once everything is compiled and connected: the experiment that other SDKs fail.</summary>
public sealed class ContentionTests : IAsyncDisposable
{
    private const string StableToken = "/cgi-bin/stable_token";

    private readonly FakeWeChat _weChat = FakeWeChat.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int> Delays => [0, 50, 150, 300, 1000];

    public ValueTask DisposeAsync() => _weChat.DisposeAsync();

    [Theory]
    [MemberData(nameof(Delays))]
    public async Task Fifty_warm_callers_of_a_rejected_token_cause_one_fetch_and_get_one_token(int delay)
    {
        await using var backend = new Backend();
        var tokens = backend.Client.AccessTokens;
        await GetManyAsync(backend, _ => { });
        var old = (await tokens.GetTokenAsync(Cancellation)).Value;
        backend.WeChat.Tokens.InvalidateAll();
        backend.WeChat.Faults.Always(FakeFault.Latency(TimeSpan.FromMilliseconds(delay)));

        var young = await GetManyAsync(backend, _ => tokens.Invalidate(old));

        Assert.NotEqual(old, Assert.Single(young.Distinct()));
        Assert.Equal(2, backend.WeChat.Journal.CallsTo(StableToken));
        Assert.Equal(2, backend.WeChat.Tokens.Issued);
    }

    [Theory]
    [MemberData(nameof(Delays))]
    public async Task Fifty_warm_callers_after_the_end_of_a_token_cause_one_fetch_and_get_one_token(int delay)
    {
        await using var backend = new Backend();
        var old = await GetManyAsync(backend, _ => { });
        backend.Advance(TimeSpan.FromSeconds(7200));
        backend.WeChat.Faults.Always(FakeFault.Latency(TimeSpan.FromMilliseconds(delay)));

        var young = await GetManyAsync(backend, _ => { });

        Assert.NotEqual(old[0], Assert.Single(young.Distinct()));
        Assert.Equal(2, backend.WeChat.Journal.CallsTo(StableToken));
    }

    /// <summary>Gate G17: all failures at once, or all but fifty when the new token is long there.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public async Task A_thousand_calls_that_fail_with_one_stale_token_cause_one_refresh_and_all_succeed(int early)
    {
        _weChat.Apis.Add(ApiBackend.Path, static _ => FakeApiAnswer.Json("""{"errcode":0}"""));
        await using var api = new ApiBackend(_weChat);
        await api.PostAsync();
        _weChat.Journal.Clear();
        _weChat.Faults.Always(FakeFault.Hang, ApiBackend.Path);
        var late = Enumerable.Range(0, 1000 - early).Select(_ => Task.Run(() => api.PostAsync(), Cancellation)).ToList();
        await _weChat.Journal.WaitForArrivalsAsync(1000 - early, Cancellation);
        _weChat.Tokens.InvalidateAll();

        _weChat.Faults.Always(FakeFault.Latency(TimeSpan.Zero), ApiBackend.Path);
        var answers = await Task.WhenAll(Enumerable.Range(0, early).Select(_ => Task.Run(() => api.PostAsync(), Cancellation)));
        Assert.Equal(Math.Min(early, 1), _weChat.Journal.CallsTo(StableToken));
        _weChat.Faults.Clear();

        Assert.All([.. answers, .. await Task.WhenAll(late)], answer => Assert.Contains("\"errcode\":0", answer, StringComparison.Ordinal));
        Assert.Equal(1, _weChat.Journal.CallsTo(StableToken));

        // Each failed once and was repeated once, but for early ones that began when the new token was there.
        Assert.InRange(_weChat.Journal.CallsTo(ApiBackend.Path), 2000 - early, 2000);
    }

    private static async Task<string[]> GetManyAsync(Backend backend, Action<int> before) =>
        [.. (await Task.WhenAll(Enumerable.Range(0, 50).Select(caller => Task.Run(async () =>
        {
            before(caller);
            return await backend.Client.AccessTokens.GetTokenAsync(Cancellation);
        })))).Select(token => token.Value)];
}

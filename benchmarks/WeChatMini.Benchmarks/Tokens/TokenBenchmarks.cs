using BenchmarkDotNet.Attributes;
using WeChatMini.Benchmarks.Harness;
using WeChatMini.Benchmarks.Stub;
using WeChatMini.Sdk;
using WeChatMini.Sdk.AccessTokens;

namespace WeChatMini.Benchmarks.Tokens;

/// <summary>An access token out of memory, against a look at the clock: the least that anything with an end can do.</summary>
public class TokenBenchmarks
{
    private readonly TimeProvider _clock = TimeProvider.System;
    private WeChatMiniClient _client = null!;
    private IAccessTokenProvider _tokens = null!;

    [GlobalSetup]
    public void SetUp() => SetUpAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void CleanUp() => _client.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark(Baseline = true)]
    public DateTimeOffset Clock() => _clock.GetUtcNow();

    [Benchmark]
    public AccessToken Cached()
    {
        // Returning the ValueTask would have the harness make a Task of it, and count that.
        var token = _tokens.GetTokenAsync();
        return token.IsCompletedSuccessfully ? token.Result : throw new InvalidOperationException("The token is not in memory.");
    }

    private async Task SetUpAsync()
    {
        await using var stub = await StubProcess.StartAsync();
        _client = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = App.Id, AppSecret = App.Secret, BaseAddress = stub.Address });
        _tokens = _client.AccessTokens;
        await _tokens.GetTokenAsync();
    }
}

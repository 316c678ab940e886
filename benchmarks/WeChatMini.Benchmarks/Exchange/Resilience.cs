using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace WeChatMini.Benchmarks.Exchange;

/// <summary>The library's own limits (limiter, breaker, one retry, attempt timeout) in a plain pipeline.</summary>
internal static class Resilience
{
    public static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline) => pipeline
        .AddConcurrencyLimiter(permitLimit: 200, queueLimit: 1000)
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            MinimumThroughput = 20,
            SamplingDuration = TimeSpan.FromSeconds(30),
            FailureRatio = 0.5,
            BreakDuration = TimeSpan.FromSeconds(10),
            ShouldHandle = static args => new(args.Outcome is { Exception: not null and not OperationCanceledException } or { Result.StatusCode: >= HttpStatusCode.InternalServerError }),
        })
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 1,
            Delay = TimeSpan.Zero,
            ShouldHandle = static args => new(args.Outcome.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }),
        })
        .AddTimeout(TimeSpan.FromSeconds(3));
}

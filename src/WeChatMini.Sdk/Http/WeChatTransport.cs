using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using WeChatMini.Sdk.Diagnostics;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// How every request to WeChat travels: no redirects, cookies, loggers or trace headers, a bounded body, secrets at the last
/// hop, and around it limits fit for a function. A request is made again in one case only: at the backup host, once, while
/// nothing can have left. What may be repeated beyond that is for each API to say.
/// </summary>
internal static class WeChatTransport
{
    /// <summary>What everybody outside the last hop sees as the address; the last hop replaces it by the app's own.</summary>
    public static readonly Uri LogicalAddress = new("https://api.weixin.qq.com");

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(3);

    public static IHttpClientBuilder AddWeChatTransport(this IHttpClientBuilder http, long maxBodyBytes)
    {
        http.ConfigureHttpClient(static client =>
        {
            client.BaseAddress = LogicalAddress;
            client.Timeout = Timeout.InfiniteTimeSpan;
        });
        http.RemoveAllLoggers();
        http.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        http.ConfigurePrimaryHttpMessageHandler(() => HardenedHandler.Create(new BodyLimit(maxBodyBytes)));
#pragma warning disable EXTEXP0001 // A host-wide default pipeline would multiply ours and send a one-time code again.
        http.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        http.AddHttpMessageHandler(CreateLimits);
        return http;
    }

    /// <summary>A pipeline for each AppID, made here: a registry of them in the container would cost every cold start several milliseconds.</summary>
    private static ResilienceHandler CreateLimits(IServiceProvider services)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(WeChatMiniDiagnostics.ActivitySourceName);
        var clock = services.GetRequiredService<TimeProvider>();
        var pipelines = new ConcurrentDictionary<string, ResiliencePipeline<HttpResponseMessage>>(StringComparer.Ordinal);
        return new ResilienceHandler(request => pipelines.GetOrAdd(WeChatCall.Of(request)?.AppId ?? "", static (_, parts) => Build(parts.log, parts.clock), (log, clock)));
    }

    private static ResiliencePipeline<HttpResponseMessage> Build(ILogger log, TimeProvider clock)
    {
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock };

        // Outside the fail-over, so that it opens only when the backup does not help either. Business errors come with 200 and never count.
        pipeline.AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            MinimumThroughput = 20,
            SamplingDuration = TimeSpan.FromSeconds(30),
            FailureRatio = 0.5,
            BreakDuration = TimeSpan.FromSeconds(10),
            ShouldHandle = static args => new(args.Outcome is { Exception: not null and not OperationCanceledException } or { Result.StatusCode: >= HttpStatusCode.InternalServerError } && CallOf(args.Context).IsOnItsWay),
        });
        pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 1,
            Delay = TimeSpan.Zero,
            ShouldHandle = static args => new(args.Outcome.Exception is not null && !args.Context.CancellationToken.IsCancellationRequested && CallOf(args.Context) is { IsOnItsWay: true, MayHaveLeft: false, UsesBackup: false, Backup: not null }),
            OnRetry = args =>
            {
                var call = CallOf(args.Context);
                log.BackupHostUsed(call.Address.Host, call.Backup!.Host);
                call.UseBackup();
                return default;
            },
        });

        // Around the limiter, so that waiting in its queue counts.
        pipeline.AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = args => new(AttemptLimit(CallOf(args.Context), clock)) });
        pipeline.AddConcurrencyLimiter(permitLimit: 200, queueLimit: 1000);
        return pipeline.Build();
    }

    private static WeChatCall CallOf(ResilienceContext context) => WeChatCall.Of(context.GetRequestMessage()) ?? throw new InvalidOperationException("A request to WeChat was made outside the library's transport.");

    private static TimeSpan AttemptLimit(WeChatCall call, TimeProvider clock)
    {
        if (call.Limit == Timeout.InfiniteTimeSpan)
        {
            return AttemptTimeout;
        }

        // What is not positive would be no limit at all.
        var rest = call.SentAt + call.Limit - clock.GetUtcNow();
        return rest >= AttemptTimeout ? AttemptTimeout : rest > TimeSpan.FromMilliseconds(10) ? rest : TimeSpan.FromMilliseconds(10);
    }
}

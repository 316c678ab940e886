using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Retry;
using Refit;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.Apis;

/// <summary>One call of a user's own Refit interface: with the token written by hand, and over <c>AddWeChatMiniApi</c>.</summary>
internal static class ApiReport
{
    /// <summary>As long as WeChat's.</summary>
    private static readonly string Token = new('t', 136);

    private static readonly CheckBody Body = new() { Content = "hello world", OpenId = "oBenchmark0000000000000000001" };

    public static async Task PrintAsync(Effort effort, Uri address, int callers)
    {
        await using var services = new ServiceCollection()
            .AddRefit<ICheckApi>("plain", address, static _ => { })
            .AddRefit<ICheckApiAlike>("alike", address, static http => http.AddResilienceHandler("alike", BuildAlike))
            .AddOwn(address)
            .BuildServiceProvider();
        var plain = services.GetRequiredService<ICheckApi>();
        var alike = services.GetRequiredService<ICheckApiAlike>();
        var own = services.GetRequiredService<IOwnCheckApi>();
        await ContestTable.PrintAsync("one server API call over loopback", effort, callers,
        [
            new("Refit", async () => Check(await plain.CheckAsync(Token, Body, CancellationToken.None))),
            new("Refit + resilience", async () => Check(await alike.CheckAsync(Token, Body, CancellationToken.None))),
            new("AddWeChatMiniApi", async () => Check(await own.CheckAsync(Body, CancellationToken.None))),
        ]);
    }

    /// <summary>The check that every contender makes.</summary>
    private static void Check(CheckAnswer answer)
    {
        if (answer is not { ErrorCode: null or 0, TraceId.Length: > 0 })
        {
            throw new InvalidOperationException("The stub's answer is not one of msg_sec_check.");
        }
    }

    /// <summary>The library's own limits: one attempt more, and a time for all of it.</summary>
    private static void BuildAlike(ResiliencePipelineBuilder<HttpResponseMessage> pipeline) => pipeline
        .AddTimeout(TimeSpan.FromSeconds(8))
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 1,
            Delay = TimeSpan.Zero,
            ShouldHandle = static args => new(args.Outcome.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }),
        });

    private static IServiceCollection AddRefit<T>(this IServiceCollection services, string name, Uri address, Action<IHttpClientBuilder> configure)
        where T : class
    {
        var http = services.AddRefitGeneratedClient<T>(static _ => RefitSettings.ForJsonContext(CheckJsonContext.Default), httpClientName: name)
            .ConfigureHttpClient(client =>
            {
                client.BaseAddress = address;
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler(static () => App.CreateHandler())
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        configure(http);
        return services;
    }

    private static IServiceCollection AddOwn(this IServiceCollection services, Uri address)
    {
        services.AddWeChatMini(options =>
        {
            options.AppId = App.Id;
            options.AppSecret = App.Secret;
            options.BaseAddress = address;
        });
        services.AddRefitGeneratedClient<IOwnCheckApi>(static _ => RefitSettings.ForJsonContext(CheckJsonContext.Default)).AddWeChatMiniApi();
        return services;
    }
}

using System.Diagnostics;
using WeChatMini.Sdk.Diagnostics;

namespace Quickstart.Page;

/// <summary>Puts the library's calls to WeChat, as its spans tell of them, into the flow of the request that made them.</summary>
internal sealed class WeChatSpans : IHostedService, IDisposable
{
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = static source => source.Name == WeChatMiniDiagnostics.ActivitySourceName,
        Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        ActivityStopped = static span => RequestFlow.Current?.Add("wechat", span.OperationName, FailureOf(span), span.Duration),
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ActivitySource.AddActivityListener(_listener);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    private static string? FailureOf(Activity span) =>
        span.GetTagItem(WeChatMiniDiagnostics.ErrorCodeTag) is { } code ? $"errcode {code}" : span.GetTagItem(WeChatMiniDiagnostics.ErrorTypeTag)?.ToString();
}

using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using WeChatMini.Sdk.Diagnostics;

namespace Snippets;

internal static class TelemetryExample
{
    public static void Listen(TracerProviderBuilder tracing, MeterProviderBuilder metrics)
    {
        #region telemetry
        tracing.AddSource(WeChatMiniDiagnostics.ActivitySourceName); // in AddOpenTelemetry().WithTracing(tracing => …)
        metrics.AddMeter(WeChatMiniDiagnostics.MeterName);           // in AddOpenTelemetry().WithMetrics(metrics => …)
        #endregion
    }
}

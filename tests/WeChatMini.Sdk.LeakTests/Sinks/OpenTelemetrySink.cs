using System.Diagnostics;
using OpenTelemetry.Trace;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>OpenTelemetry with its HTTP instrumentation, exceptions recorded, all sources, exported to memory.</summary>
internal sealed class OpenTelemetrySink : IDisposable
{
    /// <summary>Stands before the names of <see cref="ActivitySink"/>.</summary>
    public const string Prefix = "OpenTelemetry export: ";

    private readonly List<Activity> _exported = [];
    private readonly TracerProvider _provider;
    private readonly Recording _recording;

    public OpenTelemetrySink(Recording recording)
    {
        _recording = recording;
        _provider = OpenTelemetry.Sdk.CreateTracerProviderBuilder()
            .AddSource("*")
            .SetSampler(new AlwaysOnSampler())
            .AddHttpClientInstrumentation(static http => http.RecordException = true)
            .AddInMemoryExporter(_exported)
            .Build();
    }

    /// <summary>Reads what was exported since the last time.</summary>
    public void Observe()
    {
        _provider.ForceFlush();
        foreach (var activity in _exported.ToArray())
        {
            ActivitySink.Record(_recording, activity, Prefix);
        }

        _exported.Clear();
    }

    public void Dispose() => _provider.Dispose();
}

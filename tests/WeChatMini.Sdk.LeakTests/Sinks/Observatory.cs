namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>All sinks that a process has, listened to at once. One at a time: they see the whole process.</summary>
internal sealed class Observatory : IDisposable
{
    private readonly ActivitySink _activities;
    private readonly MeterSink _meters;
    private readonly DiagnosticListenerSink _diagnostics;
    private readonly ApplicationInsightsSink _applicationInsights;
    private readonly OpenTelemetrySink _openTelemetry;
    private readonly ConsoleSink _console;
    private readonly ExceptionSink _exceptions;

    public Observatory()
    {
        EventSources = new EventSourceSink(Recording);
        _activities = new ActivitySink(Recording);
        _meters = new MeterSink(Recording);
        _diagnostics = new DiagnosticListenerSink(Recording);
        _applicationInsights = new ApplicationInsightsSink(Recording);
        _openTelemetry = new OpenTelemetrySink(Recording);
        _console = new ConsoleSink(Recording);
        _exceptions = new ExceptionSink(Recording);
    }

    public Recording Recording { get; } = new();

    public EventSourceSink EventSources { get; }

    /// <summary>Asks the sinks that wait to be asked and returns all that arrived since the last time.</summary>
    public IReadOnlyList<Entry> Drain()
    {
        ExceptionSink.Collect();
        _meters.Observe();
        _openTelemetry.Observe();
        return Recording.Drain();
    }

    public void Dispose()
    {
        _exceptions.Dispose();
        _console.Dispose();
        _openTelemetry.Dispose();
        _applicationInsights.Dispose();
        _diagnostics.Dispose();
        _meters.Dispose();
        _activities.Dispose();
        EventSources.Dispose();
    }
}

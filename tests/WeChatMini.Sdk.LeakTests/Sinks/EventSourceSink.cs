using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>Every event source of the process, the private ones of the runtime among them: what EventPipe, ETW and dotnet-trace see.</summary>
internal sealed class EventSourceSink(Recording recording) : EventListener
{
    public const string Name = "EventSource";

    /// <summary>The exception events of the runtime itself; its others are of memory and compiled code, a million a second.</summary>
    private const EventKeywords RuntimeExceptions = (EventKeywords)0x8000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenMarkers = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<string> _names = [];
    private volatile Marker? _marker;

    /// <summary>The sources that exist, those included that never wrote.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>Waits until the events of the runtime so far are here; it hands them over some time later, in order.</summary>
    public async Task SettleAsync()
    {
        var marker = new Marker();
        _marker = marker;
        for (var start = Stopwatch.GetTimestamp(); !marker.Arrived.Task.IsCompleted;)
        {
            if (Stopwatch.GetElapsedTime(start) >= Patience)
            {
                throw new TimeoutException("The runtime did not hand over its events.");
            }

            // Again, since the runtime drops what finds its buffer full while a busy machine does not read it.
            marker.Throw();
            await Task.WhenAny(marker.Arrived.Task, Task.Delay(BetweenMarkers));
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        _names?.Enqueue(eventSource.Name);
        switch (eventSource.Name)
        {
            case "Microsoft-Windows-DotNETRuntime":
                EnableEvents(eventSource, EventLevel.Verbose, RuntimeExceptions);
                break;
            case "Microsoft-Diagnostics-DiagnosticSource":
                // The bridge by which tools outside the process ask for the members of diagnostic payloads.
                EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All, new Dictionary<string, string?>
                {
                    ["FilterAndPayloadSpecs"] = "HttpHandlerDiagnosticListener/System.Net.Http.HttpRequestOut.Start:Address=Request.RequestUri\nHttpHandlerDiagnosticListener/System.Net.Http.Request:Address=Request.RequestUri\n[AS]WeChatMini.Sdk",
                });
                break;
            case "System.Threading.Tasks.TplEventSource" or "System.Buffers.ArrayPoolEventSource":
                // Their verbose events are numbers, one for each step of each task.
                EnableEvents(eventSource, EventLevel.Informational, EventKeywords.All);
                break;
            default:
                EnableEvents(eventSource, EventLevel.LogAlways, EventKeywords.All);
                break;
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // Called by the base class before this one is set up.
        if (recording is { } target && eventData.Payload is { Count: > 0 } payload)
        {
            target.Add(Name, $"{eventData.EventSource.Name} / {eventData.EventName}", Texts(payload));
            if (_marker is { } marker && payload.Contains(marker.Message))
            {
                marker.Arrived.TrySetResult();
            }
        }
    }

    private static IEnumerable<string?> Texts(IReadOnlyList<object?> payload)
    {
        foreach (var value in payload)
        {
            if (value is string text)
            {
                yield return text;
            }
            else if (value is not null && !value.GetType().IsPrimitive)
            {
                foreach (var part in ObjectWalk.Texts(value, 2))
                {
                    yield return part;
                }
            }
        }
    }

    private sealed class Marker() : Exception("marker " + Guid.NewGuid())
    {
        public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Throw()
        {
            try
            {
                throw this;
            }
            catch (Marker)
            {
                // That it was thrown is the event.
            }
        }
    }
}

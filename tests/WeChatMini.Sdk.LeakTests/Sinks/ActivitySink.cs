using System.Diagnostics;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>Every span of every source, with all that an exporter can take from it.</summary>
internal sealed class ActivitySink : IDisposable
{
    public const string Name = "Activity name and status";
    public const string Tags = "Activity tags";
    public const string Events = "Activity events and links";
    public const string Baggage = "Activity baggage and tracestate";

    private readonly ActivityListener _listener;

    public ActivitySink(Recording recording)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            SampleUsingParentId = static (ref ActivityCreationOptions<string> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Record(recording, activity),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Takes down one span; the OpenTelemetry exporter's spans are read alike.</summary>
    public static void Record(Recording recording, Activity activity, string prefix = "")
    {
        var part = activity.Source.Name + " / " + activity.OperationName;
        recording.Add(prefix + Name, part, activity.DisplayName, activity.OperationName, activity.StatusDescription, activity.Id);
        recording.Add(prefix + Tags, part, activity.TagObjects.SelectMany(tag => ObjectWalk.Texts(tag, 3)));
        recording.Add(prefix + Events, part, activity.Events.SelectMany(happened => ObjectWalk.Texts(happened.Tags, 3).Append(happened.Name)));
        recording.Add(prefix + Events, part, activity.Links.SelectMany(link => ObjectWalk.Texts(link.Tags, 3)));
        recording.Add(prefix + Baggage, part, activity.Baggage.SelectMany(pair => new[] { pair.Key, pair.Value }).Append(activity.TraceStateString));
    }

    public void Dispose() => _listener.Dispose();
}

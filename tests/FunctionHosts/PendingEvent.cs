namespace FunctionHosts;

/// <summary>An event on its way to a function.</summary>
internal sealed record PendingEvent(string Id, ReadOnlyMemory<byte> Body, TimeSpan Limit)
{
    /// <summary>Counts from when the function took the event.</summary>
    public DateTimeOffset Deadline { get; set; }

    public TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<EventResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

namespace FunctionHosts;

/// <summary>An event on its way to a function.</summary>
internal sealed record PendingEvent(string Id, ReadOnlyMemory<byte> Body, DateTimeOffset Deadline, TimeSpan Limit)
{
    public TaskCompletionSource<EventResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

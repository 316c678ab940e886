namespace WeChatMini.Sdk.Endpoint;

/// <summary>The invocation of a function that a request belongs to. With ASP.NET Core it is a feature of the request: <c>context.Features.Get&lt;FunctionInvocation&gt;()</c>.</summary>
/// <param name="requestId">The host's name for the invocation.</param>
/// <param name="deadline">When the host ends the invocation, or null where it does not say.</param>
public sealed class FunctionInvocation(string requestId, DateTimeOffset? deadline)
{
    /// <summary>Gets the host's name for the invocation, as its own log shows it.</summary>
    public string RequestId { get; } = requestId;

    /// <summary>Gets when the host ends the invocation, or null. A login ends 300 ms before.</summary>
    public DateTimeOffset? Deadline { get; } = deadline;
}

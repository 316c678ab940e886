using System.Diagnostics;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Serverless;

/// <summary>An event that is no HTTP request: a timer, a queue, an object that was stored. Nobody can send one over HTTP.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class FunctionEvent
{
    internal FunctionEvent(FunctionHostKind host, string requestId, ReadOnlyMemory<byte> body, DateTimeOffset? deadline, IServiceProvider? services = null)
    {
        Host = host;
        RequestId = requestId;
        Body = body;
        Deadline = deadline;
        Services = services;
    }

    /// <summary>Gets the host that sent it.</summary>
    public FunctionHostKind Host { get; }

    /// <summary>Gets the host's name for this invocation, as its own log shows it.</summary>
    public string RequestId { get; }

    /// <summary>Gets the event as it was sent, JSON in UTF-8. Not serialised: what an event holds is the application's to show.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Gets when the host ends this invocation, or null where it does not say.</summary>
    public DateTimeOffset? Deadline { get; }

    /// <summary>Gets the services of this event, a scope of its own; null without ASP.NET Core.</summary>
    [JsonIgnore]
    public IServiceProvider? Services { get; }

    /// <summary>Hides the body.</summary>
    public override string ToString() => $"{Host} event {RequestId}, {Body.Length} bytes";
}

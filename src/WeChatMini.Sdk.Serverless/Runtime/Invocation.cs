namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>One event as a runtime API handed it over.</summary>
internal sealed record Invocation(string RequestId, ReadOnlyMemory<byte> Body, DateTimeOffset? Deadline, string? TraceId = null);

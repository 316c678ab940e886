using System.Text.Json.Serialization;

namespace WeChatMini.AotSmoke;

/// <summary>What the server API of this program is asked.</summary>
internal sealed record CheckQuestion([property: JsonPropertyName("content")] string Content);

/// <summary>What it answers.</summary>
internal sealed record CheckAnswer([property: JsonPropertyName("trace_id")] string TraceId);

[JsonSerializable(typeof(CheckQuestion))]
[JsonSerializable(typeof(CheckAnswer))]
internal sealed partial class CheckJson : JsonSerializerContext;

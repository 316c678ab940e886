using System.Text.Json.Serialization;

namespace WeChatMini.Benchmarks.Exchange;

[JsonSourceGenerationOptions(MaxDepth = 16, AllowDuplicateProperties = false, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(Reply))]
internal sealed partial class ReplyJsonContext : JsonSerializerContext;

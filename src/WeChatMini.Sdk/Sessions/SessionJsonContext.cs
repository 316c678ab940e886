using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Sessions;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 4, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SessionData))]
internal sealed partial class SessionJsonContext : JsonSerializerContext;

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Testing.Control;

/// <summary>The control API's JSON. A member that it does not know is refused: it is a spelling mistake.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UserOrder))]
[JsonSerializable(typeof(ClockOrder))]
[JsonSerializable(typeof(FaultOrder))]
[JsonSerializable(typeof(TokenOrder))]
[JsonSerializable(typeof(ApiOrder))]
[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(CodeAnswer))]
[JsonSerializable(typeof(ClockAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(JournalEntry[]))]
internal sealed partial class ControlJson : JsonSerializerContext
{
    /// <summary>Gets the context for reading and writing; queries keep their ampersands.</summary>
    public static ControlJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

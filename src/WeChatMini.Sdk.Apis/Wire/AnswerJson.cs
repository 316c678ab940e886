using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace WeChatMini.Sdk.Apis.Wire;

/// <summary>The JSON metadata of one answer: the code that the generator wrote for it.</summary>
internal sealed class AnswerJson<T> : JsonConverter<T>
    where T : class, IAnswerModel<T>
{
    public static readonly JsonTypeInfo<T> Info = JsonMetadataServices.CreateValueInfo<T>(WireOptions.Shared, new AnswerJson<T>());

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();
}

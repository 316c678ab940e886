using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace WeChatMini.Sdk.Apis.Wire;

/// <summary>The JSON metadata of one request: the code that the generator wrote for it.</summary>
internal sealed class RequestJson<T> : JsonConverter<T>
    where T : class, IRequestModel<T>
{
    public static readonly JsonTypeInfo<T> Info = JsonMetadataServices.CreateValueInfo<T>(WireOptions.Shared, new RequestJson<T>());

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => T.Write(writer, value);
}

using System.Text.Json;

namespace WeChatMini.Sdk.Apis.Wire;

/// <summary>A message that is written.</summary>
/// <typeparam name="T">The message itself.</typeparam>
internal interface IRequestModel<T>
    where T : class
{
    static abstract void Write(Utf8JsonWriter writer, T value);
}

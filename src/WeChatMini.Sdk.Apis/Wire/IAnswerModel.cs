using System.Text.Json;

namespace WeChatMini.Sdk.Apis.Wire;

/// <summary>A message that is read.</summary>
/// <typeparam name="T">The message itself.</typeparam>
internal interface IAnswerModel<T>
    where T : class
{
    /// <summary>Reads an object. The reader stands at its beginning, and at its end afterwards.</summary>
    static abstract T Read(ref Utf8JsonReader reader);
}

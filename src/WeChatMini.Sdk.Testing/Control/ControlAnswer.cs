using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WeChatMini.Sdk.Testing.Control;

/// <summary>What the control API answers: a status, and JSON where there is something to say.</summary>
internal readonly record struct ControlAnswer(int Status, byte[]? Json)
{
    public static ControlAnswer Ok<T>(T value, JsonTypeInfo<T> type) => new(200, JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static ControlAnswer Refused(int status, string error) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(new ErrorAnswer(error), ControlJson.Readable.ErrorAnswer));

    public static ControlAnswer Done(Action action)
    {
        action();
        return new ControlAnswer(204, null);
    }
}

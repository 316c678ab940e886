using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Tests.UserData;

/// <summary>An application's own shapes of user data.</summary>
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(StrictShape))]
internal sealed partial class FreeFormContext : JsonSerializerContext;

/// <summary>A shape that throws what no library expects.</summary>
internal sealed class StrictShape
{
    private string _a = "";

    public string A
    {
        get => _a;
        set => _a = value.Length > 0 ? throw new TimeoutException("canary: " + value) : value;
    }
}

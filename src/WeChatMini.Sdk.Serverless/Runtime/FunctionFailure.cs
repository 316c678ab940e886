using System.Text.Json;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>A failure as both runtime APIs take it. Its text never comes from an exception that may hold a secret.</summary>
internal sealed record FunctionFailure(string Type, string Message)
{
    private const string SeeLog = "The function's log has the cause.";

    public static FunctionFailure Unparsable() => new("FunctionEvent.Unparsable", "The event is not what an HTTP trigger of this host sends, and no JSON that could be handed on.");

    public static FunctionFailure Unmapped() => new("FunctionEvent.Unmapped", "The event is no HTTP request, and nothing handles other events: map them with app.MapFunctionEvent, or OnEvent without ASP.NET Core.");

    public static FunctionFailure OutOfTime() => new("FunctionEvent.OutOfTime", "The handler did not end before the function's deadline.");

    public static FunctionFailure OfHandler(Exception cause) => new("FunctionEvent.Failed", TextOf(cause));

    public static FunctionFailure OfStart(Exception cause) => new("Start.Failed", TextOf(cause));

    /// <summary>The JSON body: <c>errorType</c>, <c>errorMessage</c>, and an empty <c>stackTrace</c>, since the log has it.</summary>
    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("errorType", Type);
            writer.WriteString("errorMessage", Message);
            writer.WriteStartArray("stackTrace");
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Our own messages say what to do and hold no secret; those of others may hold a connection string.</summary>
    private static string TextOf(Exception cause) => cause is WeChatException ? cause.Message : $"{cause.GetType().FullName}. {SeeLog}";
}

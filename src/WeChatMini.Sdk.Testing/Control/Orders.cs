using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Testing.Control;

internal sealed record UserOrder(
    [property: JsonPropertyName("openid")] string OpenId,
    [property: JsonPropertyName("unionid")] string? UnionId = null,
    [property: JsonPropertyName("appid")] string? AppId = null);

internal sealed record ClockOrder(double Seconds);

internal sealed record TokenOrder([property: JsonPropertyName("appid")] string? AppId = null);

internal sealed record ApiOrder(string Path, string Body, string? ContentType = null);

internal sealed record UserAnswer(
    [property: JsonPropertyName("appid")] string AppId,
    [property: JsonPropertyName("openid")] string OpenId,
    [property: JsonPropertyName("unionid")] string? UnionId);

internal sealed record CodeAnswer(string Code);

internal sealed record ClockAnswer(DateTimeOffset Now);

internal sealed record ErrorAnswer(string Error);

internal sealed record JournalEntry(
    string Method,
    string Path,
    string Query,
    [property: JsonPropertyName("appid")] string? AppId,
    IReadOnlyDictionary<string, string> Headers,
    string ConnectionId,
    bool IsReusedConnection,
    DateTimeOffset At)
{
    public static JournalEntry Of(FakeArrival arrival) => new(
        arrival.Method, arrival.Path, arrival.RawQuery, arrival.AppId, arrival.Headers, arrival.ConnectionId, arrival.IsReusedConnection, arrival.At);
}

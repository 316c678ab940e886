using System.Text.Json;

namespace WeChatMini.Sdk.Serverless.Events;

/// <summary>AWS REST API, and HTTP API with payload 1.0. Load balancers send something similar, but not the same, and are none of this.</summary>
internal sealed class RestApiFormat : EventFormat
{
    public override HttpEvent Read(JsonElement root)
    {
        var request = new HttpEvent
        {
            Method = root.Text("httpMethod") ?? throw new FormatException("The event has no method."),
            RawPath = root.Text("path") ?? "/",
            Query = Richer(root, "multiValueQueryStringParameters", "queryStringParameters").Pairs().ToQuery(),
            Body = HttpEvent.Bytes(root.Text("body"), root.IsTrue("isBase64Encoded")),
            RemoteAddress = root.Inner("requestContext").Inner("identity").Text("sourceIp"),
        };
        request.Headers.AddRange(Richer(root, "multiValueHeaders", "headers").Pairs());
        return request;
    }

    public override void WriteHeaders(Utf8JsonWriter writer, EventAnswer answer)
    {
        writer.WriteStartObject("multiValueHeaders");
        foreach (var (name, values) in answer.Headers)
        {
            writer.WriteStartArray(name);
            foreach (var value in values)
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    protected override bool Fits(JsonElement root) => root.Has("httpMethod") && root.Has("path") && !root.Inner("requestContext").Has("elb");

    /// <summary>The member with all values, or the one with the last of each where the former is missing.</summary>
    private static JsonElement Richer(JsonElement root, string all, string last) => root.Inner(all) is { ValueKind: JsonValueKind.Object } full ? full : root.Inner(last);
}

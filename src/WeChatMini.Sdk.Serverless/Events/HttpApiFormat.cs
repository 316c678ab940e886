using System.Text.Json;

namespace WeChatMini.Sdk.Serverless.Events;

/// <summary>AWS HTTP API with payload 2.0, and function URLs, which send the same.</summary>
internal sealed class HttpApiFormat : EventFormat
{
    public override HttpEvent Read(JsonElement root)
    {
        var http = root.Inner("requestContext").Inner("http");
        var query = root.Text("rawQueryString");
        var request = new HttpEvent
        {
            Method = http.Text("method") ?? throw new FormatException("The event has no method."),
            RawPath = root.Text("rawPath") ?? "/",
            Query = string.IsNullOrEmpty(query) ? "" : "?" + query,
            Body = HttpEvent.Bytes(root.Text("body"), root.IsTrue("isBase64Encoded")),
            RemoteAddress = http.Text("sourceIp"),
        };
        request.Headers.AddRange(root.Inner("headers").Pairs());
        if (root.TryGetProperty("cookies", out var cookies) && cookies.ValueKind == JsonValueKind.Array)
        {
            // They come apart from the other headers.
            request.Headers.Add(new("Cookie", string.Join("; ", cookies.EnumerateArray().Select(static cookie => cookie.GetString()))));
        }

        return request;
    }

    public override void WriteHeaders(Utf8JsonWriter writer, EventAnswer answer)
    {
        writer.WriteStartObject("headers");
        foreach (var (name, values) in answer.OtherHeaders)
        {
            writer.WriteString(name, values.ToString());
        }

        writer.WriteEndObject();
        if (answer.Cookies.Count > 0)
        {
            writer.WriteStartArray("cookies");
            foreach (var cookie in answer.Cookies)
            {
                writer.WriteStringValue(cookie);
            }

            writer.WriteEndArray();
        }
    }

    protected override bool Fits(JsonElement root) => root.Inner("requestContext").Inner("http").Has("method");
}

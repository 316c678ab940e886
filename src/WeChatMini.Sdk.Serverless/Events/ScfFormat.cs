using System.Text.Json;

namespace WeChatMini.Sdk.Serverless.Events;

/// <summary>
/// Tencent SCF: the API gateway's event and the function URL's, which has the same shape without <c>requestContext</c> and
/// <c>isBase64Encoded</c> (tencentcloud.com/document/product/583/12513 and 69491).
/// </summary>
/// <param name="carriesBytes">Whether it is the gateway's. That a function URL decodes base64 is documented nowhere.</param>
internal sealed class ScfFormat(bool carriesBytes) : EventFormat
{
    public override bool CarriesBytes => carriesBytes;

    public override HttpEvent Read(JsonElement root)
    {
        var headers = root.Inner("headers").Pairs().ToList();
        var request = new HttpEvent
        {
            Method = root.Text("httpMethod") ?? throw new FormatException("The event has no method."),
            RawPath = root.Text("path") ?? "/",
            Query = (root.Inner("queryString") is { ValueKind: JsonValueKind.Object } query ? query : root.Inner("queryStringParameters")).Pairs().ToQuery(),
            Body = HttpEvent.Bytes(root.Text("body"), root.IsTrue("isBase64Encoded")),
            RemoteAddress = root.Inner("requestContext").Text("sourceIp") is { Length: > 0 } source
                ? source
                : headers.Find(static header => header.Key.Equals("x-scf-remote-addr", StringComparison.OrdinalIgnoreCase)).Value,
        };
        request.Headers.AddRange(headers);
        return request;
    }

    /// <summary>One value as text, several as a list.</summary>
    public override void WriteHeaders(Utf8JsonWriter writer, EventAnswer answer)
    {
        writer.WriteStartObject("headers");
        foreach (var (name, values) in answer.Headers)
        {
            if (values.Count == 1)
            {
                writer.WriteString(name, values[0]);
                continue;
            }

            writer.WriteStartArray(name);
            foreach (var value in values)
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    protected override bool Fits(JsonElement root) =>
        root.Has("httpMethod") && root.Has("path") && (root.Has("requestContext") || root.Has("isBase64Encoded")) == carriesBytes;
}

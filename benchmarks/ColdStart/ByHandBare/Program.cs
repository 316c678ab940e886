using System.Text;
using System.Text.Json;
using ColdStart;

// The floor of the function without ASP.NET Core: Lambda's runtime API, the call and the write by hand, for the one kind of event that it knows.
using var http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { Timeout = Timeout.InfiniteTimeSpan };
var runtime = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation/";
while (true)
{
    using var next = await http.GetAsync(runtime + "next");
    var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
    using var json = JsonDocument.Parse(await next.Content.ReadAsByteArrayAsync());
    var text = json.RootElement.GetProperty("body").GetString()!;
    var request = JsonSerializer.Deserialize(json.RootElement.GetProperty("isBase64Encoded").GetBoolean() ? Encoding.UTF8.GetString(Convert.FromBase64String(text)) : text, ByHandJson.Default.ByHandRequest)!;
    var answer = await ByHandLogin.RunAsync(request.Code);
    using var buffer = new MemoryStream();
    using (var writer = new Utf8JsonWriter(buffer))
    {
        writer.WriteStartObject();
        writer.WriteNumber("statusCode", answer is null ? 401 : 200);
        writer.WriteString("body", answer ?? []);
        writer.WriteEndObject();
    }

    using var taken = await http.PostAsync(runtime + id + "/response", new ByteArrayContent(buffer.ToArray()));
}

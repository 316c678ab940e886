using System.Text;
using System.Text.Json;

namespace WeChatMini.Functions.Tests.Support;

/// <summary>A way from a mini-program to a function, with a host's stand-in between them.</summary>
internal abstract class Gateway : IAsyncDisposable
{
    /// <summary>What the host sets for its function.</summary>
    public abstract IReadOnlyDictionary<string, string> Variables { get; }

    public abstract Task StartAsync();

    /// <summary>Waits until the host would send requests.</summary>
    public virtual Task ReadyAsync(FunctionProcess function) => Task.CompletedTask;

    public abstract Task<Answer> SendAsync(GatewayRequest request);

    public Task<Answer> SendAsync(Message message)
    {
        List<KeyValuePair<string, string>> headers = [new("Host", "login.example.com"), new("Accept", "*/*")];
        if (message.ContentType is { } type)
        {
            headers.Add(new("Content-Type", type));
        }

        if (message.AuthorizationHeader is { } authorization)
        {
            headers.Add(new("Authorization", authorization));
        }

        return SendAsync(new GatewayRequest(message.Method, message.Path, headers, message.Body));
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>What a gateway makes of a function's JSON.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="decodes">Whether it decodes base64.</param>
    protected static Answer Unpack(byte[] json, bool decodes)
    {
        var root = JsonDocument.Parse(json).RootElement;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in new[] { "headers", "multiValueHeaders" })
        {
            if (root.TryGetProperty(name, out var part))
            {
                foreach (var header in part.EnumerateObject())
                {
                    headers[header.Name] = header.Value.ValueKind == JsonValueKind.Array ? string.Join(",", header.Value.EnumerateArray().Select(value => value.GetString())) : header.Value.GetString()!;
                }
            }
        }

        if (root.TryGetProperty("cookies", out var cookies))
        {
            headers["Set-Cookie"] = string.Join(",", cookies.EnumerateArray().Select(cookie => cookie.GetString()));
        }

        var body = root.GetProperty("body").GetString()!;
        var isBase64 = decodes && root.TryGetProperty("isBase64Encoded", out var encoded) && encoded.GetBoolean();
        return new Answer(root.GetProperty("statusCode").GetInt32(), headers, isBase64 ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body));
    }

    protected static async Task<Answer> UnpackAsync(HttpResponseMessage message)
    {
        using (message)
        {
            var headers = message.Headers.Concat(message.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
            return new Answer((int)message.StatusCode, headers, await message.Content.ReadAsByteArrayAsync());
        }
    }
}

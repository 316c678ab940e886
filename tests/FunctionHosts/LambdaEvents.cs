using System.Text;
using System.Text.Json.Nodes;

namespace FunctionHosts;

/// <summary>Requests as AWS' gateways pack them into events.</summary>
internal static class LambdaEvents
{
    public const string RemoteAddress = "203.0.113.7";

    /// <summary>REST API: a decoded query, headers twice.</summary>
    public static byte[] Rest(GatewayRequest request)
    {
        var (path, query) = request.Split();
        return ToBytes(new JsonObject
        {
            ["resource"] = "/{proxy+}",
            ["path"] = path,
            ["httpMethod"] = request.Method,
            ["headers"] = Single(request.Headers),
            ["multiValueHeaders"] = Multi(request.Headers),
            ["queryStringParameters"] = query.Length == 0 ? null : Single(Pairs(query)),
            ["multiValueQueryStringParameters"] = query.Length == 0 ? null : Multi(Pairs(query)),
            ["requestContext"] = new JsonObject
            {
                ["stage"] = "prod",
                ["path"] = "/prod" + path,
                ["identity"] = new JsonObject { ["sourceIp"] = RemoteAddress },
            },
            ["body"] = request.Body.Length == 0 ? null : Encoding.UTF8.GetString(request.Body),
            ["isBase64Encoded"] = false,
        });
    }

    /// <summary>HTTP API with payload 2.0: the body as text. A function URL sends the same with the body in base64.</summary>
    public static byte[] Http(GatewayRequest request, bool base64)
    {
        var (path, query) = request.Split();
        var cookies = request.Headers.Where(header => header.Key.Equals("cookie", StringComparison.OrdinalIgnoreCase)).SelectMany(header => header.Value.Split("; ")).ToArray();
        var json = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = "$default",
            ["rawPath"] = path,
            ["rawQueryString"] = query,
            ["headers"] = Single(request.Headers.Where(header => !header.Key.Equals("cookie", StringComparison.OrdinalIgnoreCase)).Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value))),
            ["requestContext"] = new JsonObject
            {
                ["http"] = new JsonObject { ["method"] = request.Method, ["path"] = path, ["protocol"] = "HTTP/1.1", ["sourceIp"] = RemoteAddress, ["userAgent"] = "test" },
                ["stage"] = "$default",
            },
            ["isBase64Encoded"] = base64 && request.Body.Length > 0,
        };
        if (request.Body.Length > 0)
        {
            json["body"] = base64 ? Convert.ToBase64String(request.Body) : Encoding.UTF8.GetString(request.Body);
        }

        if (cookies.Length > 0)
        {
            json["cookies"] = new JsonArray([.. cookies.Select(cookie => JsonValue.Create(cookie))]);
        }

        return ToBytes(json);
    }

    internal static byte[] ToBytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    internal static IEnumerable<KeyValuePair<string, string>> Pairs(string query) =>
        query.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair.Length > 1 ? pair[1] : "")));

    /// <summary>The last value of each.</summary>
    internal static JsonObject Single(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var json = new JsonObject();
        foreach (var (name, value) in pairs)
        {
            json[name] = value;
        }

        return json;
    }

    private static JsonObject Multi(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var json = new JsonObject();
        foreach (var group in pairs.GroupBy(pair => pair.Key))
        {
            json[group.Key] = new JsonArray([.. group.Select(pair => JsonValue.Create(pair.Value))]);
        }

        return json;
    }
}

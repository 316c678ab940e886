using System.Text;
using System.Text.Json.Nodes;

namespace FunctionHosts;

/// <summary>Requests as Tencent's gateways pack them into events.</summary>
internal static class ScfEvents
{
    /// <summary>A function URL: no <c>requestContext</c>, the client's address in a header.</summary>
    public static byte[] Url(GatewayRequest request) => LambdaEvents.ToBytes(Common(request, ("x-scf-remote-addr", LambdaEvents.RemoteAddress)));

    /// <summary>The API gateway.</summary>
    public static byte[] Gateway(GatewayRequest request)
    {
        var json = Common(request);
        json["requestContext"] = new JsonObject
        {
            ["serviceId"] = "service-f94sy04v",
            ["path"] = "/{path}",
            ["httpMethod"] = request.Method,
            ["requestId"] = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
            ["identity"] = new JsonObject(),
            ["sourceIp"] = LambdaEvents.RemoteAddress,
            ["stage"] = "release",
        };
        json["pathParameters"] = new JsonObject();
        json["queryStringParameters"] = new JsonObject();
        json["headerParameters"] = new JsonObject();
        json["isBase64Encoded"] = false;
        return LambdaEvents.ToBytes(json);
    }

    private static JsonObject Common(GatewayRequest request, params (string Name, string Value)[] headers)
    {
        var (path, query) = request.Split();
        return new JsonObject
        {
            ["httpMethod"] = request.Method,
            ["path"] = path,
            ["headers"] = LambdaEvents.Single([.. request.Headers, .. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))]),
            ["queryString"] = query.Length == 0 ? new JsonObject() : LambdaEvents.Single(LambdaEvents.Pairs(query)),
            ["body"] = Encoding.UTF8.GetString(request.Body),
        };
    }
}

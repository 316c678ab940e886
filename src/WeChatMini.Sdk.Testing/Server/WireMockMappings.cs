using WeChatMini.Sdk.Testing.Endpoints;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Types;
using WireMock.Util;

namespace WeChatMini.Sdk.Testing.Server;

/// <summary>Puts endpoints behind WireMock.Net's mappings.</summary>
internal static class WireMockMappings
{
    public static void Add(WireMockServer server, IEnumerable<IFakeApi> apis, ServerApi others)
    {
        foreach (var api in apis)
        {
            server.Given(Request.Create().WithPath(api.Path)).RespondWith(Response.Create().WithCallback(message => Answer(api, message)));
        }

        // What WeChat sends for a path that it does not know is not documented; the status is what clients go by.
        server.Given(Request.Create()).AtPriority(int.MaxValue).RespondWith(Response.Create().WithCallback(message =>
            ToMessage(others.Answer(message.Path, ToRequest(message)) ?? FakeReply.Html(404, "404 Not Found"))));
    }

    private static ResponseMessage Answer(IFakeApi api, IRequestMessage message) => ToMessage(api.Answer(ToRequest(message)));

    private static FakeRequest ToRequest(IRequestMessage message) => new(
        message.Method,
        new Uri(message.AbsoluteUrl).Query,
        message.BodyAsBytes ?? [],
        (message.Headers ?? new Dictionary<string, WireMockList<string>>()).ToDictionary(static header => header.Key, static header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase));

    private static ResponseMessage ToMessage(FakeReply reply) => new()
    {
        StatusCode = reply.Status,
        Headers = new Dictionary<string, WireMockList<string>>(reply.Headers.Select(static header => KeyValuePair.Create(header.Key, new WireMockList<string>(header.Value)))) { ["Content-Type"] = reply.ContentType },
        BodyData = new BodyData { DetectedBodyType = BodyType.Bytes, BodyAsBytes = reply.Body },
    };
}

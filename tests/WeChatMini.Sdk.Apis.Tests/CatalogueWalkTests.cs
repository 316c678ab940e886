using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApiGenerator.Models;
using WeChatMini.Sdk.Apis.Tests.Support;
using WeChatMini.Sdk.ServerApis;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Apis.Tests;

/// <summary>Every endpoint of the catalogue, called through the public client, over real HTTP.</summary>
public sealed class CatalogueWalkTests(CatalogueWalkTests.SignedIn shared) : IClassFixture<CatalogueWalkTests.SignedIn>
{
    public static TheoryData<string> Generated => new(Tree.Models.Select(model => model.Endpoint.Path));

    [Theory]
    [MemberData(nameof(Generated))]
    public async Task Every_field_of_the_request_arrives_and_every_field_of_the_answer_is_read(string path)
    {
        var model = Tree.Models.Single(model => model.Endpoint.Path == path);
        foreach (var leftOut in LeftOut(model.Endpoint.ExactlyOne))
        {
            var (request, wire) = Fill(model, leftOut);

            var answer = await CallAsync(model, request);

            var arrived = shared.Bench.WeChat.Apis.LastRequest(path)!;
            Assert.Equal(model.Endpoint.Method, arrived.Method);
            CheckRequest(model, wire, arrived);
            CheckFilledIn(model, arrived);
            CheckAnswer(model, answer);
        }
    }

    [Fact]
    public void Calls_of_the_client_and_endpoints_of_the_catalogue_are_the_same()
    {
        var calls = typeof(WeChatApis).GetProperties().SelectMany(area => area.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => $"{area.Name}.{method.Name}"));
        var expected = Tree.Models.SelectMany(model => (string?[])[model.Endpoint.Call + "Async", model.Endpoint.Paging is null ? null : ApiGenerator.Output.PagingWriter.Name(model.Endpoint.Call) + "Async"], (model, name) => (model, name))
            .Where(pair => pair.name is not null).Select(pair => $"{pair.model.Endpoint.Area}.{pair.name}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), calls.Order(StringComparer.Ordinal));
        Assert.Equal(Tree.Catalogue.Endpoints.Count, Tree.Models.Count + Tree.Catalogue.Endpoints.Count(endpoint => endpoint.Core is not null));
    }

    /// <summary>Of fields that exclude one another each is given once, and the others are left out.</summary>
    private static IEnumerable<HashSet<string>> LeftOut(IReadOnlyList<string> exactlyOne) =>
        exactlyOne.Count == 0 ? [[]] : exactlyOne.Select(given => exactlyOne.Where(other => other != given).ToHashSet());

    private static (object? Request, JsonObject Wire) Fill(EndpointModel model, HashSet<string> leftOut)
    {
        if (model.Request is not { } type)
        {
            return (null, []);
        }

        // By these FakeWeChat finds the key that a signature was made with.
        var known = new Dictionary<string, string>();
        if (model.Endpoint.Signatures.Count > 0)
        {
            known["openid"] = SignedIn.OpenId;
        }

        if (model.Endpoint.Signatures.Contains("delivery_sign"))
        {
            known["shopid"] = Bench.Shop;
        }

        var (request, wire) = new Filler($"WeChatMini.Sdk.Apis.{model.Endpoint.Area}").Fill(type, leftOut.Concat(known.Keys).ToHashSet());
        foreach (var property in type.Properties.Where(property => known.ContainsKey(property.Field.Path)))
        {
            request.GetType().GetProperty(property.Name)!.SetValue(request, known[property.Field.Path]);
            wire[property.Field.Path] = known[property.Field.Path];
        }

        return (request, wire);
    }

    private static void CheckRequest(EndpointModel model, JsonObject wire, FakeApiRequest arrived)
    {
        var fields = model.Request?.Properties.ToDictionary(property => property.Field.Name, property => property) ?? [];
        foreach (var (name, value) in wire.Where(member => fields[member.Key].Field.In == "query"))
        {
            Assert.Equal(value!.ToString(), arrived.Query(name));
        }

        Assert.All(model.Endpoint.ExactlyOne.Where(name => !wire.ContainsKey(name)), name => Assert.Empty(arrived.Query(name)));
        Assert.DoesNotContain(model.Endpoint.ExactlyOne.Where(name => !wire.ContainsKey(name)), name => Encoding.Latin1.GetString(arrived.Body.Span).Contains($"name=\"{name}\"", StringComparison.Ordinal));

        var body = new JsonObject(wire.Where(member => fields[member.Key].Field.In == "body").Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        if (body.Count > 0)
        {
            var sent = JsonNode.Parse(arrived.Body.Span)!.AsObject();
            foreach (var signature in model.Endpoint.Request.Where(field => field.In == "body" && model.Endpoint.Signatures.Contains(field.Path)))
            {
                // Whether it is right was FakeWeChat's to check.
                Assert.True(sent.Remove(signature.Path), $"{signature.Path} is not there");
            }

            Assert.True(JsonNode.DeepEquals(sent, body), Encoding.UTF8.GetString(arrived.Body.Span));
            Assert.DoesNotContain("\\u", Encoding.UTF8.GetString(arrived.Body.Span), StringComparison.Ordinal);
        }

        foreach (var (name, property) in fields.Where(field => field.Value.Field.In is "form" or "raw" && wire.ContainsKey(field.Key)))
        {
            var text = Encoding.Latin1.GetString(arrived.Body.Span);
            var expected = property.Kind == PropertyKind.File ? Encoding.Latin1.GetString([0xFF, 0xD8, 0, 13, 10, 0xFF]) : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(wire[name]!.ToString()));
            if (property.Field.In == "raw")
            {
                Assert.Equal(expected, text);
                continue;
            }

            // Under its name, with a content type if it is a file, from the empty line to the next boundary.
            Assert.Matches($"name=\"{name}\"[^\r]*\r\n([^\r]+\r\n)?\r\n{Regex.Escape(expected)}\r\n--", text);
        }
    }

    /// <summary>What the library knows by itself. Signatures were FakeWeChat's to check.</summary>
    private void CheckFilledIn(EndpointModel model, FakeApiRequest arrived)
    {
        foreach (var field in model.Endpoint.Request.Where(field => field is { In: "query", As: "appId" or "appSecret" }))
        {
            Assert.Equal(field.As == "appId" ? shared.Bench.WeChat.AppId : shared.Bench.WeChat.AppSecret, arrived.Query(field.Path));
        }

        if (model.Endpoint.IsSigned && model.Endpoint.Request.Any(field => field is { In: "query", Path: "openid" }))
        {
            Assert.Equal(SignedIn.OpenId, arrived.Query("openid"));
        }
    }

    private static void CheckAnswer(EndpointModel model, object? answer)
    {
        if (answer is ServerApiFile file)
        {
            Assert.Equal("image/png", file.ContentType);
            file.Dispose();
        }
        else if (model.Endpoint.IsStream)
        {
            using var inside = (ServerApiFile)answer!.GetType().GetProperty("File")!.GetValue(answer)!;
            Assert.False(inside.IsJson);
        }
        else if (model.Answer is { } type)
        {
            AnswerCheck.Equal(type, answer!, JsonElement.Parse(FakeApis.Sample(model.Endpoint.Path)));
        }
    }

    private async Task<object?> CallAsync(EndpointModel model, object? request)
    {
        var area = typeof(WeChatApis).GetProperty(model.Endpoint.Area)!.GetValue(shared.Bench.Apis)!;
        var method = area.GetType().GetMethod(model.Endpoint.Call + "Async")!;
        var arguments = method.GetParameters().Select(object? (parameter) => parameter.Name switch
        {
            "session" => shared.Session,
            "request" => request,
            _ => TestContext.Current.CancellationToken,
        }).ToArray();
        var task = (Task)method.Invoke(area, arguments)!;
        await task;
        return task.GetType().GetProperty("Result")?.GetValue(task);
    }

    public sealed class SignedIn : IAsyncLifetime
    {
        public const string OpenId = "o-alice";

        internal Bench Bench { get; } = Bench.Start();

        internal Sessions.MiniSession Session { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Session = await Bench.SignInAsync(OpenId);

        public ValueTask DisposeAsync() => Bench.DisposeAsync();
    }
}

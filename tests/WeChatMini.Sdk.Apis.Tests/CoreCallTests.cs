using System.Text.Json;
using ApiGenerator.Catalogue;
using WeChatMini.Sdk.Apis.Tests.Core;
using WeChatMini.Sdk.Apis.Tests.Support;
using ApiEndpoint = ApiGenerator.Catalogue.Endpoint;

namespace WeChatMini.Sdk.Apis.Tests;

/// <summary>The endpoints of the catalogue that are calls of the core, over real HTTP, against what FakeWeChat really answers.</summary>
public sealed class CoreCallTests
{
    public static TheoryData<string> Paths => new(OfTheCore.Select(endpoint => endpoint.Path));

    private static IEnumerable<ApiEndpoint> OfTheCore => Tree.Catalogue.Endpoints.Where(endpoint => endpoint.Core is not null);

    [Fact]
    public void Calls_of_the_core_and_endpoints_of_the_catalogue_are_the_same() =>
        Assert.Equal(OfTheCore.Select(endpoint => endpoint.Path).Order(StringComparer.Ordinal), CoreCalls.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_field_of_the_request_arrives_and_every_field_of_the_answer_is_read(string path)
    {
        var endpoint = OfTheCore.Single(endpoint => endpoint.Path == path);
        var (sent, read) = (new HashSet<string>(), new HashSet<string>());
        foreach (var make in CoreCalls.All[path])
        {
            await using var bench = await CoreBench.StartAsync();
            var call = await make(bench);
            var exchange = bench.Wire.Last(path);

            Assert.Equal(endpoint.Method, exchange.Method);
            CheckRequest(endpoint, call, exchange);
            await CheckAnswerAsync(call, exchange);
            sent.UnionWith(call.Sent.Keys);
            read.UnionWith(exchange.Answer.Keys);
        }

        // Both ways: no field of the catalogue was left out by all calls, and none was there that the catalogue does not have.
        Assert.Equal(Leaves(endpoint.Request), sent.Order(StringComparer.Ordinal));
        Assert.Equal(Leaves(endpoint.Response), read.Except(["errcode", "errmsg"]).Order(StringComparer.Ordinal));
    }

    private static void CheckRequest(ApiEndpoint endpoint, CoreCall call, WireExchange exchange)
    {
        // The token is no field of an endpoint: all that need one have it.
        Assert.Equal(endpoint.NeedsToken, exchange.Query.Remove("access_token", out var token) && token is [{ } only] && only.GetString()!.StartsWith("99_", StringComparison.Ordinal));
        var places = endpoint.Request.ToLookup(field => field.In, field => field.Path);
        Equal(call.Sent.Where(field => places["query"].Contains(field.Key)).ToDictionary(field => field.Key, field => new[] { (object?)field.Value }), exchange.Query);
        Equal(call.Sent.Where(field => places["body"].Contains(field.Key)).ToDictionary(field => field.Key, field => new[] { (object?)field.Value }), exchange.Body);
    }

    private static async Task CheckAnswerAsync(CoreCall call, WireExchange exchange)
    {
        var answer = exchange.Answer.Where(field => field.Key is not ("errcode" or "errmsg")).ToDictionary();
        Equal(call.Read, answer.Where(field => !call.Unseen.ContainsKey(field.Key)).ToDictionary());
        foreach (var (name, unseen) in call.Unseen)
        {
            Assert.NotEmpty(unseen.Reason);
            await unseen.HasEffect(answer[name].Single().GetString()!);
        }
    }

    /// <summary>The same names, each with the same values of the same type.</summary>
    private static void Equal(Dictionary<string, object?[]> expected, Dictionary<string, JsonElement[]> wire)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), wire.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, field => Assert.Equal(field.Value.Select(value => JsonSerializer.SerializeToElement(value)), wire[field.Key], JsonElement.DeepEquals));
    }

    private static IEnumerable<string> Leaves(IEnumerable<Field> fields) =>
        fields.Where(field => !field.Type.StartsWith("object", StringComparison.Ordinal)).Select(field => field.Path).Order(StringComparer.Ordinal);
}

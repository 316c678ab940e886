using System.Text.Json.Nodes;
using ApiGenerator;
using WeChatMini.Sdk.Apis.Tests.Support;

namespace WeChatMini.Sdk.Apis.Tests;

/// <summary>Where the sources disagree, the catalogue says what was decided (CONTRIBUTING, "A server API").</summary>
public sealed class DecisionTests
{
    private static IEnumerable<JsonNode> Endpoints => JsonNode.Parse(File.ReadAllText(Path.Combine(Tree.Root, Generator.Source)))!["endpoints"]!.AsArray().Select(endpoint => endpoint!);

    [Fact]
    public void A_method_that_is_another_one_in_SKIT_was_decided() =>
        Assert.Empty(Paths(endpoint => (string?)endpoint["skit"] == "method-conflict"));

    [Fact]
    public void A_type_that_the_field_table_contradicts_was_decided() =>
        Assert.Empty(Paths(endpoint => Fields(endpoint).Any(field => field["docType"] is not null)));

    [Fact]
    public void Fields_that_exclude_one_another_were_decided_where_a_table_says_otherwise() =>
        Assert.Empty(Paths(endpoint => endpoint["exactlyOne"] is not null));

    private static IEnumerable<JsonNode> Fields(JsonNode endpoint) =>
        new[] { "request", "response" }.SelectMany(list => endpoint[list]?.AsArray() ?? []).Select(field => field!);

    private static IEnumerable<string> Paths(Func<JsonNode, bool> isOpen) =>
        Endpoints.Where(endpoint => isOpen(endpoint) && endpoint["decision"] is null).Select(endpoint => (string)endpoint["path"]!);
}

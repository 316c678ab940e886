using System.Globalization;
using System.Text.Json.Nodes;

namespace WeChatMini.Sdk.Tests.Support;

/// <summary>A published example: WeChat's own, or computed beside it. Source: wechat-protocol.md and vectors.json.</summary>
public sealed class Vector(JsonObject json)
{
    public static readonly string[] Cultures = ["en-US", "tr-TR", "fa-IR", "th-TH"];

    private static readonly Lazy<Vector[]> UserData = new(() =>
    {
        using var stream = typeof(Vector).Assembly.GetManifestResourceStream("user-data.json")!;
        return [.. JsonNode.Parse(stream)!.AsArray().Select(node => new Vector(node!.AsObject()))];
    });

    public string Id => (string)json["id"]!;

    public string Kind => (string)json["kind"]!;

    public bool Expects(string result) => (string?)json["expected"]!["result"] == result;

    public static IEnumerable<string> Ids(string kind) => UserData.Value.Where(vector => vector.Kind == kind).Select(vector => vector.Id);

    public static Vector Get(string id) => UserData.Value.Single(vector => vector.Id == id);

    public string Input(string name) => (string)json["inputs"]![name]!;

    public bool HasInput(string name) => json["inputs"]![name] is not null;

    public string Expected(string name) => (string)json["expected"]![name]!;

    /// <summary>Runs a piece of test under each culture in turn.</summary>
    public static async Task UnderEachCultureAsync(Func<Task> run)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in Cultures)
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
                await run();
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }
}

using System.Text.Json.Nodes;

namespace WeChatMini.Sdk.Tests.Push;

/// <summary>Files that lie inside the test program.</summary>
internal static class Resource
{
    public static JsonNode[] Read(string name)
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream(name)!;
        return [.. JsonNode.Parse(stream)!.AsArray().Select(entry => entry!)];
    }
}

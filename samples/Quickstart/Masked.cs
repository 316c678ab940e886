using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickstart;

/// <summary>Shortens what is worth stealing, so that a screenshot gives nothing away.</summary>
internal static class Masked
{
    private static readonly string[] Secret = ["code", "token"];

    // Shows the dots as dots.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(string text) => text.Length <= 4 ? "…" : text[..4] + "…";

    /// <summary>A JSON object with its codes and tokens shortened; anything else as it is.</summary>
    public static string Body(string body)
    {
        if (!body.StartsWith('{') || JsonNode.Parse(body) is not JsonObject json)
        {
            return body;
        }

        // A problem has a "code", too: a word of the contract, not a secret.
        foreach (var name in Secret.Where(name => json.ContainsKey(name) && !json.ContainsKey("status")))
        {
            json[name] = Text(json[name]!.ToString());
        }

        return json.ToJsonString(Readable);
    }
}

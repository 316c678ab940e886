using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Push;

namespace WeChatMini.Sdk.LeakTests;

/// <summary>An object of every public type of message push, as a handler gets it.</summary>
internal static class PushObjects
{
    public static async Task<IReadOnlyList<object>> AllAsync(CancellationToken cancellationToken)
    {
        const string Token = "pushtoken7Zq";
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string[] parts = [Token, now, "1"];
        Array.Sort(parts, StringComparer.Ordinal);
#pragma warning disable CA5350 // WeChat's algorithm.
        var query = $"signature={Convert.ToHexStringLower(SHA1.HashData(Encoding.ASCII.GetBytes(string.Concat(parts))))}&timestamp={now}&nonce=1";
#pragma warning restore CA5350
        var found = new List<object>();
        var options = new WeChatMiniOptions
        {
            AppId = "wx1234567890abcdef",
            AppSecret = "secret",
            Push = new WeChatPushOptions { Token = Token, AllowUnauthenticatedBody = true },
        };
        found.Add(options.Push);
        await using var client = WeChatMiniClient.Create(options, builder => builder.AddPushHandler<PushMessage>((push, context, _) =>
        {
            found.AddRange([push, context, context.Reply, push.Document, .. Parts(push)]);
            return default;
        }));
        using var stream = typeof(PushObjects).Assembly.GetManifestResourceStream("push-samples.json")!;
        var samples = JsonNode.Parse(stream)!.AsArray().Select(sample => sample!["document"]!.ToJsonString());
        foreach (var sample in samples.Append("""{"MsgType":"brand_new"}"""))
        {
            await client.Endpoint.HandleAsync(new MiniRequest("POST", "/wx/push", body: Encoding.UTF8.GetBytes(sample)) { Query = query }, cancellationToken);
        }

        return found;
    }

    /// <summary>What a class has of classes of its own.</summary>
    private static IEnumerable<object> Parts(PushMessage push) =>
        push.GetType().GetProperties().Select(property => property.GetValue(push)).OfType<object>()
            .SelectMany(value => value is IEnumerable list and not string ? list.Cast<object>() : [value])
            .Where(value => value.GetType().Namespace == "WeChatMini.Sdk.Push.Events");
}

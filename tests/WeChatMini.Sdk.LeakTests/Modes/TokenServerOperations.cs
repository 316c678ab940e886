using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.TokenServer;

namespace WeChatMini.Sdk.LeakTests.Modes;

/// <summary>What the functions of an application, and others, ask of its token server.</summary>
internal sealed class TokenServerOperations(Scene scene, TokenServerHost host, Caller caller)
{
    public const string Prefix = "token server, ";

    private const string Json = "application/json";

    /// <summary>Longer than any failure is remembered and shorter than a token lives.</summary>
    private static readonly TimeSpan PastFailures = TimeSpan.FromMinutes(80);

    private readonly TokenServerEndpoint _inBytes = host.Client.CreateTokenServer();

    private string Key => scene.Secrets.TokenServerKey;

    private byte[] Question => Encoding.UTF8.GetBytes($"{{\"appid\":\"{scene.Secrets.AppId}\"}}");

    /// <summary>What a client sends whose token WeChat rejected.</summary>
    private byte[] Rejected =>
        Encoding.UTF8.GetBytes($"{{\"appid\":\"{scene.Secrets.AppId}\",\"rejected\":\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scene.Secrets.StableToken)))}\"}}");

    /// <summary>Asks as it should be, while tokens can be had, if ever.</summary>
    public async Task WarmAsync()
    {
        await AskAsync("right key", Key, Question);
        await AskAsync("token rejected", Key, Rejected);
        await InBytesAsync("right key in bytes", Key, isPrivate: true);
    }

    public async Task RunAsync(Mode mode)
    {
        scene.Clock.Advance(PastFailures);
        await AskAsync("right key", Key, Question);
        await AskAsync("token rejected", Key, Rejected);
        await AskAsync("right key", Key, Question);
        await AskAsync("wrong key", Key[..^1], Question);
        await AskAsync("no key", null, Question);
        await AskAsync("in the clear from elsewhere", Key, Question, more: new Dictionary<string, string> { ["X-Forwarded-For"] = "203.0.113.7" });
        await InBytesAsync("in the clear from elsewhere, in bytes", Key, isPrivate: false);
        if (mode.BadInput)
        {
            await BadInputAsync();
        }
    }

    private async Task BadInputAsync()
    {
        string[] keys = [Key + "A", Key[..20] + " " + Key[21..], Key[..20] + "é" + Key[21..], "Bearer " + Key, Key + ", " + Key, Key + new string('x', 600), scene.Secrets.AppSecret, scene.Secrets.StableToken];
        foreach (var key in keys)
        {
            await AskAsync("wrong key", key, Question);
        }

        var token = JsonEncodedText.Encode(scene.Secrets.StableToken).ToString();
        string[] bodies =
        [
            "", token, "null", "[]", $"\"{Key}", $"{{\"appid\":\"{Key}\"", $"{{\"{Key}\":1}}", $"{{\"appid\":1,\"{Key}\":2}}", $"{{\"appid\":{{\"{Key}\":1}}}}",
            $"{{\"appid\":\"{Key}\",\"appid\":\"{Key}\"}}", $"{{\"{token}\":1,\"{token}\":1}}", $"{{\"appid\":\"{scene.Secrets.AppId}\",\"rejected\":{{\"{token}\":1}}}}",
        ];
        foreach (var body in bodies)
        {
            await AskAsync("malformed body", Key, Encoding.UTF8.GetBytes(body));
            await AskAsync("malformed body, wrong key", Key + "A", Encoding.UTF8.GetBytes(body));
        }

        await AskAsync("malformed body", Key, [.. "{\"appid\":\""u8, .. Encoding.UTF8.GetBytes(Key), 0xff, 0xfe, .. "\"}"u8]);
        await AskAsync("a raw token said to be rejected", Key, Encoding.UTF8.GetBytes($"{{\"appid\":\"{scene.Secrets.AppId}\",\"rejected\":\"{token}\"}}"));
        await AskAsync("another type of body", Key, Question, "text/plain");
        await AskAsync("oversize body", Key, Encoding.UTF8.GetBytes($"{{\"appid\":\"{token}{new string('x', 1100)}\"}}"));
        await AskAsync("oversize body", Key, Encoding.UTF8.GetBytes($"{{\"appid\":\"{token}{new string('x', 20 * 1024)}\"}}"));
        await AskAsync("another method", Key, Question, method: "PUT");
        for (var wrong = 0; wrong <= TokenServerEndpoint.WrongKeysPerMinute; wrong++)
        {
            await AskAsync("wrong key", Key + "A", Question);
        }
    }

    private async Task AskAsync(string what, string? key, byte[] body, string contentType = Json, string method = "POST", IReadOnlyDictionary<string, string>? more = null)
    {
        if (await caller.TryAsync(Prefix + what, () => host.AskAsync(method, key, contentType, body, more)) is { } answer)
        {
            AnswerSink.RecordServed(scene.Recording, Prefix + what, answer.Status, answer.Headers, answer.Body);
        }
    }

    private async Task InBytesAsync(string what, string key, bool isPrivate)
    {
        var request = new MiniRequest("POST", TokenServerHost.Path, [new("Authorization", "Bearer " + key), new("Content-Type", Json)], Question);
        PublicTypeSink.Record(scene.Recording, request);
        if (await caller.TryAsync(Prefix + what, () => _inBytes.HandleAsync(request, isPrivate).AsTask()) is { } answer)
        {
            AnswerSink.RecordServed(scene.Recording, Prefix + what, answer.StatusCode, string.Join("\r\n", answer.Headers), answer.Body.Span);
        }
    }
}

using System.Text;
using System.Text.Json;
using WeChatMini.Sdk.LeakTests.Hosts;

namespace WeChatMini.Sdk.LeakTests.Modes;

/// <summary>Good input with one thing wrong, so that an echo of bad input is an echo of a secret.</summary>
internal static class Malformed
{
    public static string LoginBody(string code) => JsonSerializer.Serialize(new { code });

    public static IEnumerable<string> Tokens(string token) => [token[..^1], token + "A", token[..32] + " " + token[33..], token[..63] + "é", token[..20] + "+/" + token[22..], "Bearer " + token];

    public static IEnumerable<string> Codes(string code) => [code + " ", code + "\r\nX-Injected: 1", code + "é", code + new string('x', 128), " " + code];

    public static IEnumerable<(byte[] Body, string ContentType)> Bodies(string code)
    {
        const string Json = "application/json";
        string[] bodies =
        [
            "", code, "null", "[]", $"\"{code}", $"{{\"code\":\"{code[..16]}\"", $"{{\"{code[..16]}\":1}}", $"{{\"code\":1,\"{code[..16]}\":2}}",
            $"{{\"code\":{{\"{code[..16]}\":1}}}}", $"{{\"code\":\"{code[..16]}\",\"code\":\"{code[..16]}\"}}",
            LoginBody(code + " "), LoginBody(code + new string('x', 200)), LoginBody(code + new string('y', 17 * 1024)),
        ];
        foreach (var body in bodies)
        {
            yield return (Encoding.UTF8.GetBytes(body), Json);
        }

        yield return ([.. "{\"code\":\""u8, .. Encoding.UTF8.GetBytes(code[..16]), 0xff, 0xfe, .. "\"}"u8], Json);
        yield return (Encoding.UTF8.GetBytes(LoginBody(code)), "text/plain");
    }

    /// <summary>Documents with something wrong about them where the text of a push would stand.</summary>
    public static IEnumerable<string> PushBodies(string text) =>
    [
        "", text, "null", "[]", $"\"{text}", $"{{\"{text}", $"{{\"{text}\":1,\"{text}\":2}}", $"{{\"{text}\":{{\"{text}\":1}}", $"{{\"{text}\":{new string('[', 80)}",
        $"<{text}", $"<xml><{text}></xml>", $"<xml><a {text}=\"{text}\"/></xml>", $"<xml>&{text};</xml>", $"<!DOCTYPE xml [<!ENTITY {text} \"{text}\">]><xml>&{text};</xml>", $"<xml><a><![CDATA[{text}</a></xml>",
    ];

    /// <summary>Secrets in every place with something wrong about each.</summary>
    public static WeChatMiniOptions Options(Scene scene) => new()
    {
        AppId = "",
        AppSecret = scene.Secrets.AppSecret + " ",
        PreviousAppSecrets = { scene.Secrets.PreviousAppSecret + "\n" },
        SessionKeyRing = { scene.Secrets.RingKey + "=" },
        Push = { Token = scene.Secrets.PushToken + "-", EncodingAESKey = scene.Secrets.PushKey + "=", PreviousTokens = { scene.Secrets.PreviousPushToken + " " }, PreviousEncodingAESKeys = { scene.Secrets.PreviousPushKey + "A" } },
        AccessTokens = { TokenServerKeys = [scene.Secrets.TokenServerKey + " "] },
        BaseAddress = new Uri($"https://user:{Uri.EscapeDataString(scene.Secrets.AppSecret)}@127.0.0.1"),
        BackupAddress = new Uri($"http://example.invalid/?secret={Uri.EscapeDataString(scene.Secrets.AppSecret)}"),
    };
}

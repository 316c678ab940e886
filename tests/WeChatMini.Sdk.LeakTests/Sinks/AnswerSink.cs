using System.Text;
using WeChatMini.Sdk.LeakTests.Tokens;
using WeChatMini.Sdk.LeakTests.Upstream;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>What goes out of the application over HTTP: to the mini-program, and to WeChat apart from the address.</summary>
internal static class AnswerSink
{
    public const string Problem = "HTTP problem body";
    public const string Headers = "HTTP answer headers";
    public const string Login = "HTTP login answer but for its token";
    public const string Other = "HTTP body of any other answer";
    public const string Principal = "ClaimsPrincipal of a signed-in request";
    public const string Wire = "Headers of the request to WeChat";

    /// <summary>Takes down what arrived at WeChat, but for the line that must hold the secrets; at a token server that is the one with the key.</summary>
    public static void RecordWire(Recording recording, StubWeChat weChat)
    {
        foreach (var arrived in weChat.Arrived)
        {
            var isKeyed = arrived.Path == TokenSetup.ServerPath;
            recording.Add(Wire, isKeyed ? "token server" : "", arrived.Head.Split("\r\n").Skip(1).Where(line => !isKeyed || !line.StartsWith("Authorization: ", StringComparison.OrdinalIgnoreCase)));
        }
    }

    /// <summary>Takes down an answer; returns the session token that a login answer holds.</summary>
    public static string? Record(Recording recording, string operation, int status, string headers, ReadOnlySpan<byte> body)
    {
        recording.Add(Headers, operation, headers);
        var text = Encoding.UTF8.GetString(body);
        if (headers.Contains("application/problem+json", StringComparison.OrdinalIgnoreCase))
        {
            recording.Add(Problem, operation, text);
            return null;
        }

        const string Member = "\"token\":\"";
        var at = text.IndexOf(Member, StringComparison.Ordinal);
        if (status != 200 || at < 0)
        {
            recording.Add(Other, operation, text);
            return null;
        }

        var start = at + Member.Length;
        var token = text[start..text.IndexOf('"', start)];
        recording.Add(Login, operation, text.Remove(start, token.Length));
        return token;
    }
}

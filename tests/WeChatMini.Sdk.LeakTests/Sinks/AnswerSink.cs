using System.Text;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Tokens;
using WeChatMini.Sdk.LeakTests.Upstream;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>What goes out of the application over HTTP: to the mini-program, and to WeChat apart from the address.</summary>
internal static class AnswerSink
{
    public const string Problem = "HTTP problem body";
    public const string Headers = "HTTP answer headers";
    public const string Login = "HTTP login answer but for its token";
    public const string Served = "HTTP answer of the token server but for its token";
    public const string Pushed = "HTTP answer to a push";
    public const string Other = "HTTP body of any other answer";
    public const string Principal = "ClaimsPrincipal of a signed-in request";
    public const string Wire = "Headers of the request to WeChat";

    /// <summary>The part of <see cref="Wire"/> that says that a call was made with a token of CloudRun.</summary>
    public const string OfThePlatform = "with the platform's token";

    /// <summary>Takes down what arrived at WeChat, but for the line that must hold the secrets; at a token server that is the one with the key.</summary>
    public static void RecordWire(Recording recording, StubWeChat weChat)
    {
        foreach (var arrived in weChat.Arrived)
        {
            var isKeyed = arrived.Path == TokenSetup.ServerPath;
            var part = isKeyed ? "token server" : arrived.Target.Contains("cloudbase_access_token=", StringComparison.Ordinal) ? OfThePlatform : "";
            recording.Add(Wire, part, arrived.Head.Split("\r\n").Skip(1).Where(line => !isKeyed || !line.StartsWith("Authorization: ", StringComparison.OrdinalIgnoreCase)));
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

        if (status == 200 && Without(text, "token", out var token) is { } login)
        {
            recording.Add(Login, operation, login);
            return token;
        }

        recording.Add(Other, operation, text);
        return null;
    }

    /// <summary>Takes down what a token server answers: with 200 the token is what it is there for, and stands there once.</summary>
    public static void RecordServed(Recording recording, string operation, int status, string headers, ReadOnlySpan<byte> body)
    {
        if (status == 200 && Without(Encoding.UTF8.GetString(body), "access_token", out _) is { } rest)
        {
            recording.Add(Headers, operation, headers);
            recording.Add(Served, operation, rest);
        }
        else
        {
            Record(recording, operation, status, headers, body);
        }
    }

    /// <summary>Takes down what WeChat is answered when it pushes.</summary>
    public static void RecordPushed(Recording recording, string operation, HostAnswer answer)
    {
        recording.Add(Headers, operation, answer.Headers);
        recording.Add(Pushed, operation, Encoding.UTF8.GetString(answer.Body));
    }

    /// <summary>Takes the value of one member out of a JSON object; null when it is not there.</summary>
    private static string? Without(string json, string member, out string value)
    {
        var name = $"\"{member}\":\"";
        var start = json.IndexOf(name, StringComparison.Ordinal) + name.Length;
        value = start < name.Length ? "" : json[start..json.IndexOf('"', start)];
        return value.Length == 0 ? null : json.Remove(start, value.Length);
    }
}

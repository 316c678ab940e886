using System.Text;
using WeChatMini.Fuzz.Support;

namespace WeChatMini.Fuzz.Targets;

/// <summary>
/// A whole request to the push address: a line of method and query, then the body. <c>$sig</c> and <c>$msg</c> in the query become the
/// signatures over the query's own time and nonce, <c>$sealed</c> in the body a proper Encrypt, for no fuzzer finds these.
/// </summary>
internal sealed class PushRequest : IFuzzTarget
{
    private static readonly string Sealed = PushSealing.Encrypt(PushSealing.Wrap("<xml><MsgType>text</MsgType><Content>hello</Content></xml>"u8));

    private readonly PushLine _line = new(build: static builder => builder.UseCloudRun(static cloud => cloud.AcceptPush = false));

    public bool Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        var (line, body) = text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? (text[..end], text[(end + 1)..]) : (text, "");
        if (line.IndexOf(' ', StringComparison.Ordinal) is not (> 0 and var space))
        {
            return false;
        }

        var query = line[(space + 1)..];
        var parts = Split(query);
        string[] signed = [App.PushToken, .. parts.Where(static part => part.Name is "timestamp" or "nonce").Select(static part => part.Value)];
        query = query.Replace("$sig", PushSealing.Sign([.. signed]), StringComparison.Ordinal).Replace("$msg", PushSealing.Sign([.. signed, Sealed]), StringComparison.Ordinal);
        var method = line.StartsWith("GET", StringComparison.Ordinal) ? "GET" : "POST";
        if (_line.Send(method, query, Encoding.UTF8.GetBytes(body.Replace("$sealed", Sealed, StringComparison.Ordinal))) is { } answer)
        {
            parts = Split(query);
            Check.That(One(parts, "signature").Equals(PushSealing.Sign([.. signed]), StringComparison.OrdinalIgnoreCase), "A wrong signature was taken.");
            Check.That(Math.Abs(StillClock.Now.ToUnixTimeSeconds() - long.Parse(One(parts, "timestamp"), System.Globalization.CultureInfo.InvariantCulture)) <= 300, "An old push was taken.");
            Check.That(method == "GET" ? Encoding.ASCII.GetString(answer.Body.Span) == One(parts, "echostr") : One(parts, "msg_signature").Length == 40, "It was answered without what it needs.");
            Check.That(method == "GET" || _line.Handled?.GetRawText().Contains("hello", StringComparison.Ordinal) == true, "Another message was handled.");
            return true;
        }

        return false;
    }

    private static string One((string Name, string Value)[] parts, string name) =>
        parts.Where(part => part.Name == name).ToArray() is [var only] ? only.Value : throw new FindingException($"{name} is not there once, and the request was taken.");

    private static (string Name, string Value)[] Split(string query) =>
        [.. query.TrimStart('?').Split('&').Select(static pair => pair.Split('=', 2)).Select(static pair => (Uri.UnescapeDataString(pair[0]), pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : ""))];
}

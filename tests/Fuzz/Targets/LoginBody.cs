using System.Text;
using WeChatMini.Fuzz.Support;
using WeChatMini.Sdk.Endpoint;

namespace WeChatMini.Fuzz.Targets;

/// <summary>A request of a mini-program: a line of Content-Type, then the body, to <c>login</c>; after <c>!</c> to <c>logout</c>.</summary>
internal sealed class LoginBody : IFuzzTarget
{
    private readonly App _app = new();

    public LoginBody() => _app.WeChat.Answer = """{"openid":"o-alice","session_key":"EBESExQVFhcYGRobHB0eHw=="}"""u8.ToArray();

    public bool Run(ReadOnlySpan<byte> input)
    {
        var end = input.IndexOf((byte)'\n');
        if (end < 1)
        {
            return false;
        }

        var isLogout = input[0] == '!';
        var contentType = Encoding.Latin1.GetString(input[(isLogout ? 1 : 0)..end]);
        var body = input[(end + 1)..].ToArray();
        var answer = _app.Send(new MiniRequest("POST", isLogout ? "/wx/logout" : "/wx/login", [new("Content-Type", contentType), new("Authorization", "Bearer " + _app.Token)], body));
        if (isLogout)
        {
            Check.That(answer.StatusCode is 204 or 400, $"A logout was answered with {answer.StatusCode}.");
            return answer.StatusCode == 204;
        }

        Check.That(answer.StatusCode is 200 or 400, $"A login was answered with {answer.StatusCode}.");
        using var said = JsonOracle.Parse(answer.Body, 64);
        if (answer.StatusCode == 200)
        {
            using var asked = JsonOracle.ParseObject(body, 4, "code");
            Check.That(asked.RootElement.GetProperty("code").GetString() is { Length: > 0 and <= 128 }, "A login without a code succeeded.");
            Check.That(said.RootElement.GetProperty("token").GetString() is { Length: 64 }, "A login has no token.");
        }
        else
        {
            Check.That(said.RootElement.GetProperty("code").GetString() == "bad_request", "A refusal has another code than bad_request.");
        }

        return answer.StatusCode == 200;
    }
}

using System.Text;
using WeChatMini.Fuzz.Support;
using WeChatMini.Sdk.Endpoint;

namespace WeChatMini.Fuzz.Targets;

/// <summary>What a client presents as its token, bare and as a header. After <c>$</c> the live token, changed where the rest says so.</summary>
internal sealed class PresentedToken : IFuzzTarget
{
    private readonly App _app = new();

    public bool Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input).Replace("$", _app.Token, StringComparison.Ordinal);
        var sessions = _app.Client.Sessions;
        var isLive = text == _app.Token;
        Check.That((Check.Result(sessions.ValidateAsync(text)) is not null) == isLive, "A text that is not the token passed for it, or the token did not.");
        Check.That(Check.Result(sessions.LogoutAsync(text)) == isLive, "A text that is not the token ended the session.");
        Check.That(Check.Result(sessions.LogoutEverywhereAsync(text)) == isLive, "A text that is not the token ended all sessions.");
        if (text.Length > 0)
        {
            Check.That(!Check.Result(sessions.RevokeAsync(App.OpenId, text)), "A text that is not the reference ended the session.");
        }

        foreach (var header in (ReadOnlySpan<string>)[text, "Bearer " + text])
        {
            var answer = _app.Send(new MiniRequest("GET", "/wx/session", [new("Authorization", header)]));
            Check.That(answer.StatusCode == 401 || (answer.StatusCode == 200 && header.Contains(_app.Token, StringComparison.Ordinal)), $"A presented token was answered with {answer.StatusCode}.");
        }

        return isLive;
    }
}

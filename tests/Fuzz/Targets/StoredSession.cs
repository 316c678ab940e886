using WeChatMini.Fuzz.Support;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Fuzz.Targets;

/// <summary>What a store hands back: the data of a session or, after <c>k</c>, the sealed session_key of its user.</summary>
internal sealed class StoredSession : IFuzzTarget
{
    private readonly App _app = new();
    private readonly ReadOnlyMemory<byte> _data;
    private readonly ReadOnlyMemory<byte> _key;

    public StoredSession() => (_data, _key) = (_app.Store.Data, _app.Store.Key);

    public bool Run(ReadOnlySpan<byte> input)
    {
        if (input is [(byte)'k', .. var blob])
        {
            (_app.Store.Data, _app.Store.Key) = (_data, blob.ToArray());
            Check.That(Check.ResultOr(_app.Client.UserData.OpenProfileAsync(_app.Session, new string('A', 64), "AAECAwQFBgcICQoLDA0ODw=="), WeChatErrorKind.LoginAgain) is null, "Data was opened with a key that nobody sealed.");
            return false;
        }

        (_app.Store.Data, _app.Store.Key) = (input.ToArray(), _key);
        var session = Check.Result(_app.Client.Sessions.ValidateAsync(_app.Token));
        if (session is not null)
        {
            Check.That(session is { AppId: App.AppId, OpenId: App.OpenId }, "A record of another app or user was taken.");
            Check.That(session.Claims.All(static claim => claim.Value is not null), "A claim has no value.");
            session.ToString();
        }

        Check.That(Check.Result(_app.Client.Sessions.ListAsync(App.OpenId)).Count == (session is null ? 0 : 1), "A list shows another session than a validation.");
        Check.That((Check.ResultOr(_app.Client.Sessions.RotateAsync(_app.Token), WeChatErrorKind.LoginAgain) is null) == (session is null), "An unreadable session was given a new token.");
        var answer = _app.Send(new MiniRequest("GET", "/wx/session", [new("Authorization", "Bearer " + _app.Token)]));
        Check.That(answer.StatusCode == (session is null ? 401 : 200), $"The session's answer is {answer.StatusCode}.");
        return session is not null;
    }
}

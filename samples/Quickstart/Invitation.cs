namespace Quickstart;

/// <summary>Tells a person how to be the mini-program.</summary>
internal static class Invitation
{
    public static void Show(Uri backend, SessionFile database)
    {
        var address = backend.ToString().TrimEnd('/');
        Screen.Say($$"""

            Now you. Open {{address}} in a browser: the mini-program in a phone, beside the way that its requests take.

            The backend serves until Ctrl-C. By hand, in another terminal (a POSIX shell):

              code=$(curl -s {{address}}/fake/code)              # what wx.login would give
              curl -s {{address}}/wx/login -H 'Content-Type: application/json' -d "{\"code\":\"$code\"}"

              token=…                                                 # from the answer
              curl -s {{address}}/me -H "Authorization: Bearer $token"
              curl -s {{address}}/wx/session -H "Authorization: Bearer $token"
              curl -s -i -X POST {{address}}/wx/logout -H "Authorization: Bearer $token"

            Send the same code twice, or a token with a letter changed, and see the answers.
            The sessions: sqlite3 {{database.Path}} 'SELECT hex(token), created_at FROM wechat_sessions'

            """);
    }
}

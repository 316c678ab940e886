using WeChatMini.Sdk.Sessions;

namespace SessionWriter;

/// <summary>A second process over the same file: does what it is told and answers with one line.</summary>
internal sealed class Server(ISessionStore store, Output output)
{
    public async Task RunAsync(TextReader input)
    {
        output.Line("ready");
        while (await input.ReadLineAsync() is { } line)
        {
            output.Line(await AnswerAsync(line.Split(' ')));
        }
    }

    private async Task<string> AnswerAsync(string[] words)
    {
        try
        {
            var user = new UserHandle(Convert.FromHexString(words[1]));
            switch (words[0])
            {
                case "create":
                    await store.CreateAsync(Login.Of(user, Token(words)), default);
                    return "ok";

                case "find":
                    var found = await store.FindAsync(new SessionAddress(user, Token(words)), Login.Now, default);
                    return found.Session is null ? "gone" : "found";

                case "revoke-all":
                    await store.RevokeAllAsync(user, default);
                    return "ok";

                default:
                    return "error unknown command";
            }
        }
        catch (Exception exception)
        {
            return $"error {exception.GetType().Name} {exception.Message.ReplaceLineEndings(" ")}";
        }
    }

    private static TokenHash Token(string[] words) => new(Convert.FromHexString(words[2]));
}

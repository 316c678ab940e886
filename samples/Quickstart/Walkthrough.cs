using System.Diagnostics;
using System.Net;
using WeChatMini.Sdk.Testing;

namespace Quickstart;

/// <summary>The story, step by step: each says what it is about, does it, and checks what came of it.</summary>
internal sealed class Walkthrough(WebApplication app, FakeWeChat weChat, FakeUser alice, SessionFile database, QuickstartArguments arguments)
{
    private string _step = "start the backend";
    private int _number;

    /// <summary>Returns the exit code: 0, or 1 after a step that failed.</summary>
    public async Task<int> RunAsync()
    {
        var start = Stopwatch.GetTimestamp();
        using var leg = new WeChatLeg(weChat.Journal);
        try
        {
            await app.StartAsync();
            await PlayAsync(new Uri(app.Urls.Single()));
        }
        catch (Exception exception)
        {
            Screen.Say();
            await Console.Error.WriteLineAsync($"FAILED at step {_number}, \"{_step}\": {exception.Message}");
            await app.DisposeAsync();
            return 1;
        }

        Screen.Say();
        Screen.Say($"All {_number} steps went as they should, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s. The first calls of a new process include its compilation.");
        if (!arguments.Once)
        {
            Invitation.Show(new Uri(app.Urls.Single()), database);
            await app.WaitForShutdownAsync();
        }

        await app.DisposeAsync();
        return 0;
    }

    private async Task PlayAsync(Uri backend)
    {
        Screen.Say("WeChatMini.Sdk, a login from end to end");
        Screen.Fact("WeChat, a fake", weChat.BaseAddress.ToString());
        Screen.Fact("backend", backend.ToString());
        Screen.Fact("sessions", database.Path);
        using var phone = new MiniProgram(backend);
        var before = await database.CountAsync();

        Begin("The mini-program calls wx.login");
        var code = alice.NextLoginCode();
        Screen.Fact("code", $"{Masked.Text(code)} (works once, for 5 minutes)");

        Begin("It sends the code to its backend, which asks WeChat who that is");
        var token = await phone.LoginAsync(code);
        Check(weChat.Journal.CallsTo("/sns/jscode2session") == 1, "the code reached WeChat more or less than once");

        Begin("A session is in the database; what signs in is not");
        var during = await database.CountAsync();
        Screen.Fact("sessions in the file", $"{before} → {during}");
        Screen.Fact("the token in the file", await YesNoAsync(token));
        Screen.Fact("session_key in the file", await YesNoAsync(alice.SessionKey));
        Check(during == before + 1, "there should be one session more");
        Check(!await database.HoldsAsync(token), "the file holds the token");
        Check(!await database.HoldsAsync(alice.SessionKey), "the file holds session_key in clear");

        Begin("The token signs the next request in");
        await phone.GetMeAsync(token, HttpStatusCode.OK);

        Begin("The mini-program signs out");
        await phone.LogoutAsync(token);
        var after = await database.CountAsync();
        Screen.Fact("sessions in the file", $"{during} → {after}");
        Check(after == before, "the session is still there");

        Begin("The same token is worth nothing any more");
        await phone.GetMeAsync(token, HttpStatusCode.Unauthorized);
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new StepFailedException(otherwise);
        }
    }

    private async Task<string> YesNoAsync(string text) => await database.HoldsAsync(text) ? "yes" : "no";

    private void Begin(string step)
    {
        _step = step;
        Screen.Step(++_number, step);
    }
}

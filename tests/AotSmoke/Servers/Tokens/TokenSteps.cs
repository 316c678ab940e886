using System.Diagnostics;
using System.Globalization;

namespace WeChatMini.AotSmoke;

/// <summary>One token for two processes, tokens that end under way, and the end of Redis.</summary>
internal static class TokenSteps
{
    public static async Task RunAsync(Smoke smoke, Instance instance, FakeControl weChat, string[] args)
    {
        smoke.Step("fetch an access token");
        await weChat.AddApiAsync();
        var before = await weChat.FetchesAsync();
        var token = (await instance.Tokens.GetTokenAsync()).Value;
        await RequireAsync(weChat, before + 1);

        smoke.Step("share it with a second process");
        Smoke.Require(await SecondProcess.StartAsync(args) == SecondProcess.Hash(token), "the same token in both processes");
        await RequireAsync(weChat, before + 1);

        smoke.Step("call with a token that was invalidated, as a typed client");
        await weChat.InvalidateTokensAsync();
        RequireAnswer(await instance.Typed.CheckAsync(new CheckQuestion("typed")));
        await RequireAsync(weChat, before + 2);

        smoke.Step("call with a token that was invalidated, as a Refit interface");
        await weChat.InvalidateTokensAsync();
        RequireAnswer(await instance.Refit.CheckAsync(new CheckQuestion("Refit")));
        await RequireAsync(weChat, before + 3);

        smoke.Step("find the newer token in Redis from a second process");
        Smoke.Require(await SecondProcess.StartAsync(args) == SecondProcess.Hash((await instance.Tokens.GetTokenAsync()).Value), "the newer token in both processes");
        await RequireAsync(weChat, before + 3);

        smoke.Step("go on when Redis is killed and the token ends");
        using (var redis = Process.GetProcessById(int.Parse(args[^1], CultureInfo.InvariantCulture)))
        {
            redis.Kill();
        }

        await weChat.InvalidateTokensAsync();
        RequireAnswer(await instance.Typed.CheckAsync(new CheckQuestion("typed, without Redis")));
        RequireAnswer(await instance.Refit.CheckAsync(new CheckQuestion("Refit, without Redis")));
        await RequireAsync(weChat, before + 4);
    }

    private static async Task RequireAsync(FakeControl weChat, int fetches)
    {
        var made = await weChat.FetchesAsync();
        Smoke.Require(made == fetches, $"{fetches} fetches so far, not {made}");
    }

    private static void RequireAnswer(CheckAnswer? answer) => Smoke.Require(answer?.TraceId == FakeControl.TraceId, $"the answer of the API, not {answer}");
}

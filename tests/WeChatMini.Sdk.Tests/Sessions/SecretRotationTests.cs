using System.Collections.Concurrent;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.Sessions;

/// <summary>An AppSecret that is reset while two instances are under load ends no session, on neither of them.</summary>
public sealed class SecretRotationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_session_is_lost_when_the_AppSecret_is_rotated_under_load_in_two_processes()
    {
        var folder = Directory.CreateTempSubdirectory("wechatmini-rotation-");
        await using var weChat = FakeWeChat.Start();
        var arguments = new[] { weChat.BaseAddress.ToString(), weChat.AppId, weChat.AppSecret, Path.Combine(folder.FullName, "sessions.db") };
        await using var first = await BackendProcess.StartAsync(arguments);
        await using var second = await BackendProcess.StartAsync(arguments);
        var tokens = new ConcurrentBag<string>();
        using var load = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var users = Enumerable.Range(0, 4).Select(number => RunAsync(number % 2 == 0 ? first : second, weChat.Users.Add("o-user-" + number))).ToList();

        await UntilAsync(() => tokens.Count >= 20);
        var old = weChat.AppSecret;
        weChat.Apps.Find(weChat.AppId)!.RotateSecret("the-new-secret");
        Assert.Equal("changed", await first.AskAsync($"secret the-new-secret {old}"));

        // For a while one instance has the new secret and the other does not.
        var between = tokens.Count + 20;
        await UntilAsync(() => tokens.Count >= between);
        Assert.Equal("changed", await second.AskAsync($"secret the-new-secret {old}"));
        var after = tokens.Count + 20;
        await UntilAsync(() => tokens.Count >= after);
        await load.CancelAsync();
        await Task.WhenAll(users);

        foreach (var backend in new[] { first, second })
        {
            foreach (var some in tokens.Chunk(4))
            {
                await Task.WhenAll(some.Select(token => IsLiveAsync(backend, token)));
            }
        }

        folder.Delete(recursive: true);

        async Task UntilAsync(Func<bool> holds)
        {
            while (!holds())
            {
                // A user whose session was lost ends the wait with what happened.
                await (users.Find(user => user.IsFaulted) ?? Task.Delay(10, Cancellation));
            }
        }

        async Task RunAsync(BackendProcess backend, FakeUser user)
        {
            // WeChat refuses the old secret until this instance has the new one. Nine logins each: one more than ten sessions of a user would end the oldest, and that is another rule's business.
            for (var number = 0; !load.IsCancellationRequested; number++)
            {
                user = number % 9 == 8 ? weChat.Users.Add($"{user.OpenId}-{number}") : user;
                var answer = await backend.AskAsync("login " + user.NextLoginCode());
                if (answer != "failed:Misconfigured" && !IsLate(answer))
                {
                    Assert.DoesNotContain("failed", answer, StringComparison.Ordinal);
                    tokens.Add(answer);
                    await IsLiveAsync(backend, answer);
                }
            }
        }
    }

    private static async Task IsLiveAsync(BackendProcess backend, string token)
    {
        string answer;
        var attempts = 0;
        do
        {
            answer = await backend.AskAsync("check " + token);
        }
        while (IsLate(answer) && ++attempts < 10);

        Assert.Equal("live", answer);
    }

    /// <summary>Two processes that compile their first calls may be too slow for the limits; that loses no session, and the user comes again.</summary>
    private static bool IsLate(string answer) => answer is "failed:Busy" or "failed:OutcomeUnknown" or "failed:StoreUnavailable";
}

using System.Globalization;
using WeChatMini.Functions.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Functions.Tests.InFlight;

/// <summary>Users who sign in at the same moment, each at one of several processes, and who come back with a new code when they are told to wait.</summary>
internal sealed class Crowd(IReadOnlyList<FakeUser> users, IReadOnlyList<Gateway> processes)
{
    private const int MaxAttempts = 40;

    private int _shed;

    /// <summary>How many answers were "not now".</summary>
    public int Shed => Volatile.Read(ref _shed);

    /// <summary>Signs everybody in.</summary>
    /// <param name="shift">Which process the first user takes.</param>
    /// <returns>The tokens, in the order of the users.</returns>
    public Task<string[]> SignInAsync(int shift)
    {
        // All requests are on their way before any answer is looked at.
        var calls = users.Select((user, number) => SignInAsync(user, processes[(number + shift) % processes.Count])).ToArray();
        return Task.WhenAll(calls);
    }

    private async Task<string> SignInAsync(FakeUser user, Gateway process)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var answer = await process.SendAsync(Message.Login(user.NextLoginCode()));
            if (answer.Status == 200)
            {
                return answer.SignedIn();
            }

            // Shed: a problem of the contract that says when to come back. Anything else is a lost login.
            answer.IsProblem(503, answer.Json.GetProperty("code").GetString()!);
            Assert.Contains(answer.Json.GetProperty("code").GetString(), new[] { "busy", "outcome_unknown", "store_unavailable" });
            Interlocked.Increment(ref _shed);
            await Task.Delay(TimeSpan.FromSeconds(int.Parse(answer.Headers["Retry-After"], CultureInfo.InvariantCulture)));
        }

        throw new InvalidOperationException($"{user.OpenId} could not sign in, {MaxAttempts} times.");
    }
}

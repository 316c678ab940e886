using Snippets;
using WeChatMini.Sdk.Sessions;
using Xunit;

namespace WeChatMini.Docs.Tests;

/// <summary>The store in docs/your-own-store.md is right: whatever is done to it and to the library's own, both answer alike.</summary>
public sealed class StoreExampleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_store_on_the_page_answers_as_the_memory_store_does(int seed)
    {
        ISessionStore[] stores = [new OneLockStore(), new MemorySessionStore()];
        for (var step = 0; step < 5000; step++)
        {
            var answers = new List<string>();
            foreach (var store in stores)
            {
                // The same die for both.
                answers.Add(await PlayAsync(store, new Random((seed * 1_000_000) + step), Start.AddSeconds(step)));
            }

            Assert.True(answers[0] == answers[1], $"step {step}: the page's store says {answers[0]}, the memory store {answers[1]}");
        }
    }

    private static async Task<string> PlayAsync(ISessionStore store, Random die, DateTimeOffset now)
    {
        var user = new UserHandle([.. Enumerable.Repeat((byte)die.Next(3), UserHandle.Size)]);
        var address = new SessionAddress(user, Token(die));
        var successor = Token(die);
        switch (die.Next(9))
        {
            case 0 or 1:
                await store.CreateAsync(Creation(address, now, die), Cancellation);
                return "";
            case 2:
                return $"{await store.TouchAsync(address, new SessionTouch(now, now.AddSeconds(die.Next(1, 60))), Cancellation)}";
            case 3:
                return $"{await store.RotateAsync(address, successor, now.AddSeconds(die.Next(0, 20)), now, Cancellation)}";
            case 4:
                return $"{await store.RevokeAsync(address, now, Cancellation)}";
            case 5 when die.Next(10) == 0:
                await store.RevokeAllAsync(user, Cancellation);
                return "";
            case 6:
                return string.Join(' ', (await store.ListAsync(user, now, Cancellation)).Select(Describe));
            case 7 when die.Next(10) == 0:
                return $"{await store.PurgeAsync(now, 1000, Cancellation)}";
            default:
                var found = await store.FindAsync(address, now, Cancellation);
                return found.Session is null ? "none" : $"{Describe(found.Session)} {found.Key!.Current.ObtainedAt:T} {found.Key.Previous?.ObtainedAt:T}";
        }
    }

    private static TokenHash Token(Random die) => new([.. Enumerable.Repeat((byte)die.Next(12), TokenHash.Size)]);

    private static string Describe(SessionRecord session) => $"{session.Token}/{session.PreviousToken}/{session.SeenAt:T}/{session.IdleExpiresAt:T}";

    private static SessionCreation Creation(SessionAddress address, DateTimeOffset now, Random die) => new()
    {
        Session = new SessionRecord
        {
            User = address.User,
            Token = address.Token,
            CreatedAt = now,
            SeenAt = now,
            IdleExpiresAt = now.AddSeconds(die.Next(1, 60)),
            ExpiresAt = now.AddSeconds(die.Next(60, 200)),
            Data = new byte[] { 1 },
        },
        Key = new SealedSessionKey(new byte[] { 2 }, now.AddSeconds(-die.Next(20))),
        PreviousKeyUntil = now.AddMinutes(5),
        MaxSessions = die.Next(1, 5),
        Now = now,
    };
}

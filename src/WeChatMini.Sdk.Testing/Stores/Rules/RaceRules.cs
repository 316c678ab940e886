using System.Collections.Concurrent;
using System.Security.Cryptography;
using WeChatMini.Sdk.Sessions;
using static WeChatMini.Sdk.Testing.Stores.SessionStorePromises;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>Calls that are made at once, over and over, each round with a user of its own.</summary>
internal static class RaceRules
{
    private const int Crowd = 8;

    public static IReadOnlyList<SessionStoreRule> All { get; } =
    [
        new("A login that was acknowledged before all sessions are ended is never found again, with others under way", None, RevokeAllAsync),
        new("A touch beside the end of its session leaves it ended", None, scene => RoundsAsync(scene, async (round, user) =>
        {
            var address = new SessionAddress(user, scene.Phone);
            await scene.LoginAsync(user, scene.Phone);
            await Task.WhenAll(
                Task.Run(() => scene.Subject.TouchAsync(address, new SessionTouch(scene.T0.AddHours(1), scene.T0.AddDays(4)), scene.Ct).AsTask()),
                Task.Run(() => scene.Subject.TouchAsync(address, new SessionTouch(scene.T0.AddHours(2), scene.T0.AddDays(4)), scene.Ct).AsTask()),
                Task.Run(() => EndAsync(scene, address, all: round % 2 == 0)));
            await scene.ExpectEndedAsync(user, scene.Phone);
        })),
        new("A rotation beside the end of all sessions leaves them ended", Rotation | Atomicity, scene => RoundsAsync(scene, async (_, user) =>
        {
            var address = new SessionAddress(user, scene.Phone);
            await scene.LoginAsync(user, scene.Phone);
            await Task.WhenAll(
                Task.Run(() => scene.Subject.RotateAsync(address, scene.Second, scene.T0.AddMinutes(1), scene.T0, scene.Ct).AsTask()),
                Task.Run(() => EndAsync(scene, address, all: true)));
            await scene.ExpectEndedAsync(user, scene.Phone);
            await scene.ExpectEndedAsync(user, scene.Second);
        })),
        new("Of many rotations at once one wins", Rotation | Atomicity, scene => RoundsAsync(scene, async (_, user) =>
        {
            await scene.LoginAsync(user, scene.Phone);
            var successors = NewTokens(scene, Crowd);
            var won = await AtOnceAsync(successors, successor =>
                scene.Subject.RotateAsync(new SessionAddress(user, scene.Phone), successor, scene.T0.AddMinutes(1), scene.T0, scene.Ct).AsTask());
            Expect.Equal(1, won.Count(answer => answer), "the number of rotations that say they won");
            await scene.ExpectSessionsAsync(user, scene.T0, successors[Array.IndexOf(won, true)]);
        })),
        new("Of many revocations at once one says that it ended the session", Atomicity, scene => RoundsAsync(scene, async (_, user) =>
        {
            await scene.LoginAsync(user, scene.Phone);
            var ended = await AtOnceAsync(new int[Crowd], _ => scene.Subject.RevokeAsync(new SessionAddress(user, scene.Phone), scene.T0, scene.Ct).AsTask());
            Expect.Equal(1, ended.Count(answer => answer), "the number of revocations that say they ended it");
        })),
        new("Logins at once lose none of each other", Atomicity, scene => RoundsAsync(scene, async (_, user) =>
        {
            var tokens = NewTokens(scene, Crowd);
            await AtOnceAsync(tokens, token => CreateAsync(scene, user, token, scene.T0));
            foreach (var token in tokens)
            {
                await scene.ExpectAliveAsync(user, token);
            }
        })),
        new("Touches at once leave the latest use", Touch | Atomicity, scene => RoundsAsync(scene, async (_, user) =>
        {
            await scene.LoginAsync(user, scene.Phone);
            await AtOnceAsync(Enumerable.Range(1, Crowd).ToArray(), hour =>
                scene.Subject.TouchAsync(new SessionAddress(user, scene.Phone), new SessionTouch(scene.T0.AddHours(hour), scene.T0.AddHours(hour + 72)), scene.Ct).AsTask());
            scene.ExpectTime(scene.T0.AddHours(Crowd), (await scene.ExistingAsync(user, scene.Phone)).SeenAt, "the last use");
        })),
        new("Of session_keys that arrive at once the newest is current", KeySlot | Atomicity, scene => RoundsAsync(scene, async (_, user) =>
        {
            await scene.LoginAsync(user, scene.Phone);
            await AtOnceAsync(Enumerable.Range(1, Crowd).ToArray(), minute =>
                scene.Subject.PutKeyAsync(user, RuleScene.KeyOf($"key {minute}", scene.T0.AddMinutes(minute)), scene.T0.AddHours(1), scene.Ct).AsTask());
            var found = await scene.Store.FindAsync(new SessionAddress(user, scene.Phone), scene.T0, scene.Ct);
            scene.ExpectTime(scene.T0.AddMinutes(Crowd), found.Key!.Current.ObtainedAt, "the time of the current key");
        })),
        new("Logins of one user at once leave exactly as many sessions as are allowed, the newest among them", Cap | List | Atomicity, CapAsync),
    ];

    /// <summary>Eight logins; once some of them are acknowledged all sessions are ended, while the others are under way.</summary>
    private static async Task RevokeAllAsync(RuleScene scene)
    {
        var acknowledgedInTime = 0;
        await RoundsAsync(scene, async (round, user) =>
        {
            var acknowledged = new ConcurrentQueue<TokenHash>();
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var logins = AtOnceAsync(NewTokens(scene, Crowd), async token =>
            {
                await CreateAsync(scene, user, token, scene.T0);
                acknowledged.Enqueue(token);
                if (acknowledged.Count > round % Crowd)
                {
                    enough.TrySetResult();
                }

                return true;
            });
            await Task.WhenAny(enough.Task, logins);
            var before = acknowledged.ToArray();
            await scene.Subject.RevokeAllAsync(user, scene.Ct);
            await logins;
            acknowledgedInTime += before.Length;
            foreach (var token in before)
            {
                Expect.False(await scene.IsAliveAsync(user, token), $"{scene.NameOf(token)}, whose login was acknowledged before all sessions were ended, finds nothing afterwards");
            }
        });
        scene.Remark = $"{scene.Options.Rounds} rounds of {Crowd} logins, {acknowledgedInTime} acknowledged before the end";
    }

    /// <summary>In any order of arrival, so that a login may come after newer ones. It stays then too: its user is holding the token.</summary>
    private static async Task CapAsync(RuleScene scene)
    {
        const int Allowed = 10;
        var user = scene.NewUser("carol");
        var tokens = NewTokens(scene, scene.Options.ConcurrentLogins);
        var order = Enumerable.Range(0, tokens.Length).ToArray();
        RandomNumberGenerator.Shuffle<int>(order);
        await AtOnceAsync(order, index => CreateAsync(scene, user, tokens[index], scene.T0.AddSeconds(index), Allowed));
        var left = await scene.ListAsync(user, scene.T0.AddSeconds(tokens.Length));
        Expect.Equal(Allowed, left.Length, "the number of sessions left");

        // The nine newest are never the oldest of ten others; the tenth is the one that came last, or the tenth newest.
        Expect.True(tokens[^(Allowed - 1)..].Reverse().SequenceEqual(left[..(Allowed - 1)]), $"the newest {Allowed - 1} sessions are left, but left are {scene.NamesOf(left)} of {tokens.Length}");
        scene.Remark = $"{tokens.Length} logins at once";
    }

    private static async Task RoundsAsync(RuleScene scene, Func<int, UserHandle, Task> run)
    {
        for (var round = 0; round < scene.Options.Rounds; round++)
        {
            scene.Ct.ThrowIfCancellationRequested();
            scene.Store.Clear();
            await run(round, scene.NewUser("carol"));
        }

        scene.Remark = $"{scene.Options.Rounds} rounds";
    }

    private static TokenHash[] NewTokens(RuleScene scene, int count) => [.. Enumerable.Range(1, count).Select(number => scene.NewToken($"login {number}"))];

    private static Task<TAnswer[]> AtOnceAsync<TItem, TAnswer>(TItem[] items, Func<TItem, Task<TAnswer>> call) =>
        Task.WhenAll(items.Select(item => Task.Run(() => call(item))));

    private static async Task<bool> CreateAsync(RuleScene scene, UserHandle user, TokenHash token, DateTimeOffset at, int maxSessions = 10)
    {
        await scene.Subject.CreateAsync(scene.Creation(scene.Session(user, token, at), maxSessions: maxSessions), scene.Ct);
        return true;
    }

    private static async Task EndAsync(RuleScene scene, SessionAddress address, bool all)
    {
        if (all)
        {
            await scene.Subject.RevokeAllAsync(address.User, scene.Ct);
        }
        else
        {
            await scene.Subject.RevokeAsync(address, scene.T0, scene.Ct);
        }
    }
}

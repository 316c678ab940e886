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
            Task<bool> TouchAsync(int hour) => scene.Subject.TouchAsync(address, new SessionTouch(scene.T0.AddHours(hour), scene.T0.AddDays(4)), scene.Ct).AsTask();
            await scene.LoginAsync(user, scene.Phone);
            var length = await Race.TimeAsync(() => TouchAsync(1));
            var touches = Race.AtOnceAsync([2, 3], TouchAsync);
            await Task.WhenAll(touches, Race.StartAsync(() => EndAsync(scene, address, all: round % 16 < 8, length, round)));
            await scene.ExpectEndedAsync(user, scene.Phone);
        })),
        new("A rotation beside the end of all sessions leaves them ended", Rotation | Atomicity, scene => RoundsAsync(scene, async (round, user) =>
        {
            Task<bool> RotateAsync(TokenHash token, TokenHash successor) =>
                scene.Subject.RotateAsync(new SessionAddress(user, token), successor, scene.T0.AddMinutes(1), scene.T0, scene.Ct).AsTask();
            await scene.LoginAsync(user, scene.Phone);
            var length = await Race.TimeAsync(() => RotateAsync(scene.Phone, scene.Second));
            var rotation = Race.StartAsync(() => RotateAsync(scene.Second, scene.Third));
            await Task.WhenAll(rotation, Race.StartAsync(() => EndAsync(scene, new SessionAddress(user, scene.Second), all: true, length, round)));
            await scene.ExpectEndedAsync(user, scene.Phone);
            await scene.ExpectEndedAsync(user, scene.Second);
            await scene.ExpectEndedAsync(user, scene.Third);
        })),
        new("A purge beside the login of a user without sessions leaves the login alive", None, scene => RoundsAsync(scene, async (round, user) =>
        {
            await scene.LoginAsync(user, scene.Phone);
            await scene.RevokeAllAsync(user);
            var length = await Race.TimeAsync(() => scene.Subject.PurgeAsync(scene.T0, 1000, scene.Ct).AsTask());
            await scene.LoginAsync(user, scene.Tablet);
            await scene.RevokeAllAsync(user);
            var purge = Race.StartAsync(() => scene.Subject.PurgeAsync(scene.T0, 1000, scene.Ct).AsTask());
            await Race.WaitAsync(length, round);
            await scene.LoginAsync(user, scene.Second);
            await purge;
            await scene.ExpectAliveAsync(user, scene.Second);
        })),
        new("Nobody sees a user half signed out", List | Atomicity, scene => RoundsAsync(scene, async (_, user) =>
        {
            var tokens = NewTokens(scene, Crowd);
            await Race.AtOnceAsync(tokens, token => CreateAsync(scene, user, token, scene.T0));
            var end = Race.StartAsync(() => EndAsync(scene, new SessionAddress(user, tokens[0]), all: true, TimeSpan.Zero, round: 0));
            for (var seen = Crowd; seen > 0;)
            {
                var hasEnded = end.IsCompleted;
                seen = (await scene.Subject.ListAsync(user, scene.T0, scene.Ct)).Count;
                Expect.True(hasEnded ? seen == 0 : seen is 0 or Crowd, $"a list {(hasEnded ? "after" : "beside")} the end of all {Crowd} sessions shows {(hasEnded ? "none" : "all or none")}, but it showed {seen}");
            }

            await end;
        })),
        new("Of many rotations at once one wins", Rotation | Atomicity, scene => RoundsAsync(scene, async (_, user) =>
        {
            await scene.LoginAsync(user, scene.Phone);
            var successors = NewTokens(scene, Crowd);
            var won = await Race.AtOnceAsync(successors, successor =>
                scene.Subject.RotateAsync(new SessionAddress(user, scene.Phone), successor, scene.T0.AddMinutes(1), scene.T0, scene.Ct).AsTask());
            Expect.Equal(1, won.Count(answer => answer), "the number of rotations that say they won");
            await scene.ExpectSessionsAsync(user, scene.T0, successors[Array.IndexOf(won, true)]);
        })),
        new("Of many revocations at once one says that it ended the session", Atomicity, scene => RoundsAsync(scene, async (_, user) =>
        {
            await scene.LoginAsync(user, scene.Phone);
            var ended = await Race.AtOnceAsync(new int[Crowd], _ => scene.Subject.RevokeAsync(new SessionAddress(user, scene.Phone), scene.T0, scene.Ct).AsTask());
            Expect.Equal(1, ended.Count(answer => answer), "the number of revocations that say they ended it");
        })),
        new("Logins at once lose none of each other", Atomicity, scene => RoundsAsync(scene, async (_, user) =>
        {
            var tokens = NewTokens(scene, Crowd);
            await Race.AtOnceAsync(tokens, token => CreateAsync(scene, user, token, scene.T0));
            foreach (var token in tokens)
            {
                await scene.ExpectAliveAsync(user, token);
            }
        })),
        new("Touches at once leave the latest use", Touch | Atomicity, scene => RoundsAsync(scene, async (_, user) =>
        {
            await scene.LoginAsync(user, scene.Phone);
            await Race.AtOnceAsync(Enumerable.Range(1, Crowd).ToArray(), hour =>
                scene.Subject.TouchAsync(new SessionAddress(user, scene.Phone), new SessionTouch(scene.T0.AddHours(hour), scene.T0.AddHours(hour + 72)), scene.Ct).AsTask());
            scene.ExpectTime(scene.T0.AddHours(Crowd), (await scene.ExistingAsync(user, scene.Phone)).SeenAt, "the last use");
        })),
        new("Of session_keys that arrive at once the newest is current", KeySlot | Atomicity, scene => RoundsAsync(scene, async (_, user) =>
        {
            await scene.LoginAsync(user, scene.Phone);
            await Race.AtOnceAsync(Enumerable.Range(1, Crowd).ToArray(), minute =>
                scene.Subject.PutKeyAsync(user, RuleScene.KeyOf($"key {minute}", scene.T0.AddMinutes(minute)), scene.T0.AddHours(1), scene.Ct).AsTask());
            var found = await scene.Store.FindAsync(new SessionAddress(user, scene.Phone), scene.T0, scene.Ct);
            scene.ExpectTime(scene.T0.AddMinutes(Crowd), found.Key!.Current.ObtainedAt, "the time of the current key");
        })),
        new("Logins of one user at once leave exactly as many sessions as are allowed, the newest among them", Cap | List | Atomicity, CapAsync),
    ];

    /// <summary>
    /// A login, then eight at once; all sessions are ended while some of them are acknowledged and others under way, who may have seen the
    /// acknowledged ones.
    /// </summary>
    private static async Task RevokeAllAsync(RuleScene scene)
    {
        var acknowledgedInTime = 0;
        await RoundsAsync(scene, async (round, user) =>
        {
            var acknowledged = new ConcurrentQueue<TokenHash>([scene.Phone]);
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var length = await Race.TimeAsync(() => CreateAsync(scene, user, scene.Phone, scene.T0));
            var logins = Race.AtOnceAsync(NewTokens(scene, Crowd), async token =>
            {
                await CreateAsync(scene, user, token, scene.T0);
                acknowledged.Enqueue(token);
                if (acknowledged.Count > 1 + (round % Crowd))
                {
                    enough.TrySetResult();
                }

                return true;
            });

            // By turns: in the midst of the first logins, or after some of them.
            await (round % (2 * Crowd) < Crowd ? Race.WaitAsync(length, round) : Task.WhenAny(enough.Task, logins));
            var before = acknowledged.ToArray();
            await scene.Subject.RevokeAllAsync(user, scene.Ct);
            await logins;
            acknowledgedInTime += before.Length;
            foreach (var token in before)
            {
                Expect.False(await scene.IsAliveAsync(user, token), $"{scene.NameOf(token)}, whose login was acknowledged before all sessions were ended, finds nothing afterwards");
            }
        });
        scene.Remark = $"{scene.Options.Rounds} rounds of {Crowd + 1} logins, {acknowledgedInTime} acknowledged before the end";
    }

    /// <summary>
    /// In any order of arrival, so that a login may come after newer ones. It stays then too: its user is holding the token. More than once, since one that comes alone
    /// after all others may put right what they did wrong.
    /// </summary>
    private static async Task CapAsync(RuleScene scene)
    {
        const int Allowed = 10;
        const int Times = 3;
        for (var time = 0; time < Times; time++)
        {
            scene.Ct.ThrowIfCancellationRequested();
            scene.Store.Clear();
            var user = scene.NewUser("carol");
            var tokens = NewTokens(scene, scene.Options.ConcurrentLogins);
            var order = Enumerable.Range(0, tokens.Length).ToArray();
            RandomNumberGenerator.Shuffle<int>(order);
            await Race.AtOnceAsync(order, index => CreateAsync(scene, user, tokens[index], scene.T0.AddSeconds(index), Allowed));
            var left = await scene.ListAsync(user, scene.T0.AddSeconds(tokens.Length));
            Expect.Equal(Allowed, left.Length, "the number of sessions left");

            // The nine newest are never the oldest of ten others; the tenth is the one that came last, or the tenth newest.
            Expect.True(tokens[^(Allowed - 1)..].Reverse().SequenceEqual(left[..(Allowed - 1)]), $"the newest {Allowed - 1} sessions are left, but left are {scene.NamesOf(left)} of {tokens.Length}");
        }

        scene.Remark = $"{Times} times {scene.Options.ConcurrentLogins} logins at once";
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

    private static async Task<bool> CreateAsync(RuleScene scene, UserHandle user, TokenHash token, DateTimeOffset at, int maxSessions = 10)
    {
        await scene.Subject.CreateAsync(scene.Creation(scene.Session(user, token, at), maxSessions: maxSessions), scene.Ct);
        return true;
    }

    private static async Task<bool> EndAsync(RuleScene scene, SessionAddress address, bool all, TimeSpan length, int round)
    {
        await Race.WaitAsync(length, round);
        if (all)
        {
            await scene.Subject.RevokeAllAsync(address.User, scene.Ct);
        }
        else
        {
            await scene.Subject.RevokeAsync(address, scene.T0, scene.Ct);
        }

        return true;
    }
}

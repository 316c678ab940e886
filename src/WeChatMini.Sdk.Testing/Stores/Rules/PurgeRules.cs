using static WeChatMini.Sdk.Testing.Stores.SessionStorePromises;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>What goes in a purge, what stays and what is counted. All of it sixty days ago, so that nothing of the present is purged.</summary>
internal static class PurgeRules
{
    public static IReadOnlyList<SessionStoreRule> All { get; } =
    [
        new("A purge removes what has ended and nothing else", Purge, async scene =>
        {
            var now = await EmptyThePastAsync(scene);
            await scene.LoginAsync(scene.Alice, scene.Phone, now - RuleScene.Idle);
            await scene.LoginAsync(scene.Bob, scene.Tablet, now - RuleScene.Idle);
            await scene.LoginAsync(scene.Bob, scene.Second, now - RuleScene.Millisecond);
            Expect.Equal(2, await scene.PurgeAsync(now), "the number of sessions removed");
            Expect.Equal(0, await scene.PurgeAsync(now), "the number of sessions removed the second time");
            await scene.ExpectSessionsAsync(scene.Bob, now, scene.Second);
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone, now - RuleScene.Idle);
            await scene.ExpectEndedAsync(scene.Bob, scene.Tablet, now - RuleScene.Idle);
        }),
        new("A purge counts every session that it removes", Purge, async scene =>
        {
            var now = await EmptyThePastAsync(scene);
            await scene.LoginAsync(scene.Alice, scene.Phone, now - RuleScene.Idle);
            await scene.LoginAsync(scene.Alice, scene.Tablet, now - RuleScene.Idle);
            await scene.LoginAsync(scene.Bob, scene.Phone, now - RuleScene.Idle);
            Expect.Equal(3, await scene.PurgeAsync(now), "the number of sessions removed");
        }),
        new("A purge removes no session an instant too early", Purge, async scene =>
        {
            var now = await EmptyThePastAsync(scene);
            await scene.LoginAsync(scene.Alice, scene.Phone, now - RuleScene.Idle);
            Expect.Equal(0, await scene.PurgeAsync(now - RuleScene.Millisecond), "the number of sessions removed before the end");
            await scene.ExpectAliveAsync(scene.Alice, scene.Phone, now - RuleScene.Millisecond);
            Expect.Equal(1, await scene.PurgeAsync(now), "the number of sessions removed at the end");
        }),
        new("A purge removes no more than it may and goes on where it stopped", Purge, async scene =>
        {
            var now = await EmptyThePastAsync(scene);
            for (var index = 0; index < 7; index++)
            {
                await scene.LoginAsync(scene.NewUser(), scene.NewToken(), now - RuleScene.Idle);
            }

            Expect.Equal(3, await scene.PurgeAsync(now, most: 3), "the number of sessions removed first");
            Expect.Equal(3, await scene.PurgeAsync(now, most: 3), "the number of sessions removed then");
            Expect.Equal(1, await scene.PurgeAsync(now, most: 3), "the number of sessions removed at last");
        }),
        new("A user who was purged can log in again", Purge, async scene =>
        {
            var now = await EmptyThePastAsync(scene);
            await scene.LoginAsync(scene.Alice, scene.Phone, now - RuleScene.Idle);
            await scene.PurgeAsync(now);
            await scene.LoginAsync(scene.Alice, scene.Tablet, now);
            await scene.ExpectSessionsAsync(scene.Alice, now, scene.Tablet);
        }),
        new("A purge beside logins takes none of them", Purge, async scene =>
        {
            scene.PlayInThePast();
            for (var round = 0; round < Math.Min(scene.Options.Rounds, 20); round++)
            {
                scene.Store.Clear();
                var users = Enumerable.Range(0, 8).Select(_ => scene.NewUser()).ToArray();
                await Task.WhenAll(users.Select(user => scene.LoginAsync(user, scene.Phone)));
                var later = scene.T0 + RuleScene.Absolute;
                var logins = users.Select(user => Task.Run(() => scene.LoginAsync(user, scene.Tablet, later)));
                var purges = Enumerable.Range(0, 4).Select(_ => Task.Run(() => scene.PurgeAsync(later, most: 3)));
                await Task.WhenAll([.. logins, .. purges]);
                foreach (var user in users)
                {
                    await scene.ExpectSessionsAsync(user, later, scene.Tablet);
                }
            }
        }),
        new("A purge leaves live sessions alone", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.Store.PurgeAsync(scene.T0, 1000, scene.Ct);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0, scene.Phone);
        }),
        new("A purge of nothing is refused", None, async scene =>
        {
            try
            {
                await scene.Store.PurgeAsync(scene.T0, 0, scene.Ct);
            }
            catch (ArgumentOutOfRangeException)
            {
                return;
            }

            throw new RuleBrokenException("Expected an ArgumentOutOfRangeException for a purge of at most 0 sessions.");
        }),
    ];

    /// <summary>Removes what ended long ago, so that what is counted afterwards is the rule's own.</summary>
    /// <returns>The time at which the rule purges.</returns>
    private static async Task<DateTimeOffset> EmptyThePastAsync(RuleScene scene)
    {
        scene.PlayInThePast();
        while (await scene.PurgeAsync(scene.T0) >= 1000)
        {
            scene.Ct.ThrowIfCancellationRequested();
        }

        scene.Store.Clear();
        return scene.T0;
    }
}

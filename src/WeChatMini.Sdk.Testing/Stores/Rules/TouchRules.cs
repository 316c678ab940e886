using static WeChatMini.Sdk.Testing.Stores.SessionStorePromises;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>What the use of a session changes, and what it never does.</summary>
internal static class TouchRules
{
    public static IReadOnlyList<SessionStoreRule> All { get; } =
    [
        new("A touch moves the last use and the idle end forward", Touch, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            Expect.True(await scene.TouchAsync(scene.Alice, scene.Phone, scene.T0.AddDays(1)), "a touch finds a live session");
            var found = await scene.ExistingAsync(scene.Alice, scene.Phone);
            scene.ExpectTime(scene.T0.AddDays(1), found.SeenAt, "the last use");
            scene.ExpectTime(scene.T0.AddDays(4), found.IdleExpiresAt, "the idle end");
            scene.ExpectTime(scene.T0, found.CreatedAt, "the beginning");
            scene.ExpectTime(scene.T0 + RuleScene.Absolute, found.ExpiresAt, "the absolute end");
        }),
        new("A touch never moves the idle end backwards", Touch, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            Expect.True(await scene.TouchAsync(scene.Alice, scene.Phone, scene.T0.AddHours(1), idle: scene.T0.AddHours(2)), "a touch finds a live session");
            scene.ExpectTime(scene.T0 + RuleScene.Idle, (await scene.ExistingAsync(scene.Alice, scene.Phone)).IdleExpiresAt, "the idle end");
        }),
        new("A touch that comes late never moves the last use backwards", Touch, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.TouchAsync(scene.Alice, scene.Phone, scene.T0.AddDays(2));
            Expect.True(await scene.TouchAsync(scene.Alice, scene.Phone, scene.T0.AddDays(1)), "a late touch finds the session too");
            var found = await scene.ExistingAsync(scene.Alice, scene.Phone);
            scene.ExpectTime(scene.T0.AddDays(2), found.SeenAt, "the last use");
            scene.ExpectTime(scene.T0.AddDays(5), found.IdleExpiresAt, "the idle end");
        }),
        new("A touch never moves the idle end past the absolute end", Touch, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            Expect.True(await scene.TouchAsync(scene.Alice, scene.Phone, scene.T0.AddDays(1), idle: scene.T0.AddDays(99)), "a touch finds a live session");
            var found = await scene.ExistingAsync(scene.Alice, scene.Phone);
            scene.ExpectTime(scene.T0 + RuleScene.Absolute, found.IdleExpiresAt, "the idle end");
            scene.ExpectTime(scene.T0 + RuleScene.Absolute, found.ExpiresAt, "the absolute end");
        }),
        new("A session that is used for ever ends at its absolute end", Touch, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            for (var now = scene.T0.AddDays(2); now < scene.T0 + RuleScene.Absolute; now = now.AddDays(2))
            {
                Expect.True(await scene.TouchAsync(scene.Alice, scene.Phone, now), $"a touch at {scene.NameOf(now)} finds the session");
            }

            await scene.ExpectAliveAsync(scene.Alice, scene.Phone, scene.T0 + RuleScene.Absolute - RuleScene.Millisecond);
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone, scene.T0 + RuleScene.Absolute);
        }),
        new("A touch leaves the other sessions alone", Touch, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.LoginAsync(scene.Alice, scene.Tablet);
            await scene.LoginAsync(scene.Bob, scene.Phone);
            await scene.TouchAsync(scene.Alice, scene.Phone, scene.T0.AddDays(1));
            scene.ExpectTime(scene.T0, (await scene.ExistingAsync(scene.Alice, scene.Tablet)).SeenAt, "the last use of the tablet");
            scene.ExpectTime(scene.T0, (await scene.ExistingAsync(scene.Bob, scene.Phone)).SeenAt, "the last use of bob's phone");
        }),
        new("A touch leaves data and key as they are", Touch, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.TouchAsync(scene.Alice, scene.Phone, scene.T0.AddDays(1));
            Expect.Bytes("data of phone"u8.ToArray(), (await scene.ExistingAsync(scene.Alice, scene.Phone)).Data, "the data");
            await scene.ExpectSlotAsync(scene.Alice, scene.Phone, RuleScene.KeyOf("key of phone", scene.T0));
        }),
        new("A touch of an expired session is refused and leaves it ended", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            Expect.False(await scene.TouchAsync(scene.Alice, scene.Phone, scene.T0 + RuleScene.Idle), "a touch at the idle end finds nothing");
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone, scene.T0 + RuleScene.Idle);
        }),
        new("A touch of a revoked session is refused and leaves it ended", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.RevokeAsync(scene.Alice, scene.Phone);
            Expect.False(await scene.TouchAsync(scene.Alice, scene.Phone, scene.T0.AddMinutes(1)), "a touch finds nothing");
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0);
        }),
        new("A touch of a session that never was creates none", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            Expect.False(await scene.TouchAsync(scene.Alice, scene.Tablet, scene.T0), "a touch finds nothing by an unknown token");
            Expect.False(await scene.TouchAsync(scene.Bob, scene.Phone, scene.T0), "a touch finds nothing at another user's address");
            await scene.ExpectEndedAsync(scene.Alice, scene.Tablet);
            await scene.ExpectEndedAsync(scene.Bob, scene.Phone);
            await scene.ExpectSessionsAsync(scene.Bob, scene.T0);
        }),
        new("A touch with the previous token counts within its grace", Touch | Rotation, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.RotateAsync(scene.Alice, scene.Phone, scene.Tablet);
            Expect.True(await scene.TouchAsync(scene.Alice, scene.Phone, scene.T0.AddSeconds(59)), "the previous token still finds the session");
            scene.ExpectTime(scene.T0.AddSeconds(59), (await scene.ExistingAsync(scene.Alice, scene.Tablet)).SeenAt, "the last use");
            Expect.False(await scene.TouchAsync(scene.Alice, scene.Phone, scene.T0.AddSeconds(60)), "the previous token finds nothing at the end of its grace");
            scene.ExpectTime(scene.T0.AddSeconds(59), (await scene.ExistingAsync(scene.Alice, scene.Tablet)).SeenAt, "the last use");
        }),
    ];
}

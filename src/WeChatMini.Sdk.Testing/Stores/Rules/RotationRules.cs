using static WeChatMini.Sdk.Testing.Stores.SessionStorePromises;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>What a new token changes, and how long the old one works.</summary>
internal static class RotationRules
{
    public static IReadOnlyList<SessionStoreRule> All { get; } =
    [
        new("After a rotation the new token finds the same session", Rotation, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            var before = await scene.ExistingAsync(scene.Alice, scene.Phone);
            Expect.True(await scene.RotateAsync(scene.Alice, scene.Phone, scene.Second, scene.T0.AddHours(1)), "a live session is rotated");
            var after = await scene.ExistingAsync(scene.Alice, scene.Second);
            Expect.Equal("second", scene.NameOf(after.Token), "the token");
            Expect.Equal("phone", scene.NameOf(after.PreviousToken), "the previous token");
            scene.ExpectTime(scene.T0.AddHours(1).AddMinutes(1), after.PreviousTokenUntil, "the end of the grace");
            scene.ExpectTime(before.CreatedAt, after.CreatedAt, "the beginning");
            scene.ExpectTime(before.SeenAt, after.SeenAt, "the last use");
            scene.ExpectTime(before.IdleExpiresAt, after.IdleExpiresAt, "the idle end");
            scene.ExpectTime(before.ExpiresAt, after.ExpiresAt, "the absolute end");
            Expect.Bytes(before.Data, after.Data, "the data");
        }),
        new("The old token works until the very instant its grace ends", Rotation, async scene =>
        {
            var end = scene.T0.AddMinutes(1);
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.RotateAsync(scene.Alice, scene.Phone, scene.Second);
            Expect.Equal("second", scene.NameOf((await scene.ExistingAsync(scene.Alice, scene.Phone, end - RuleScene.Millisecond)).Token), "the token of the session that the old one finds");
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone, end);
            await scene.ExpectAliveAsync(scene.Alice, scene.Second, end);
        }),
        new("Without grace the old token is dead at once", Rotation, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.RotateAsync(scene.Alice, scene.Phone, scene.Second, grace: TimeSpan.Zero);
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone);
            await scene.ExpectAliveAsync(scene.Alice, scene.Second);
        }),
        new("The previous token cannot rotate even within its grace", Rotation, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.RotateAsync(scene.Alice, scene.Phone, scene.Second);
            Expect.False(await scene.RotateAsync(scene.Alice, scene.Phone, scene.Third), "the previous token is refused");
            await scene.ExpectEndedAsync(scene.Alice, scene.Third);
            Expect.Equal("second", scene.NameOf((await scene.ExistingAsync(scene.Alice, scene.Second)).Token), "the token");
        }),
        new("A second rotation forgets the first token", Rotation, async scene =>
        {
            var later = scene.T0.AddSeconds(1);
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.RotateAsync(scene.Alice, scene.Phone, scene.Second);
            await scene.RotateAsync(scene.Alice, scene.Second, scene.Third, later);
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone, later);
            await scene.ExpectAliveAsync(scene.Alice, scene.Second, later);
            await scene.ExpectSessionsAsync(scene.Alice, later, scene.Third);
        }),
        new("An ended session cannot be rotated back to life", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            Expect.False(await scene.RotateAsync(scene.Alice, scene.Phone, scene.Second, scene.T0 + RuleScene.Idle), "an expired session is not rotated");
            await scene.RevokeAsync(scene.Alice, scene.Phone);
            Expect.False(await scene.RotateAsync(scene.Alice, scene.Phone, scene.Third), "a revoked session is not rotated");
            await scene.ExpectEndedAsync(scene.Alice, scene.Second);
            await scene.ExpectEndedAsync(scene.Alice, scene.Third);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0);
        }),
        new("A rotation of a session that never was creates none", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            Expect.False(await scene.RotateAsync(scene.Alice, scene.Tablet, scene.Second), "an unknown token is not rotated");
            Expect.False(await scene.RotateAsync(scene.Bob, scene.Phone, scene.Third), "a token is not rotated at another user's address");
            await scene.ExpectEndedAsync(scene.Alice, scene.Second);
            await scene.ExpectEndedAsync(scene.Bob, scene.Third);
        }),
        new("A rotation leaves the other sessions alone", Rotation, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.LoginAsync(scene.Alice, scene.Tablet);
            await scene.LoginAsync(scene.Bob, scene.Phone);
            await scene.RotateAsync(scene.Alice, scene.Phone, scene.Second);
            Expect.Equal("tablet", scene.NameOf((await scene.ExistingAsync(scene.Alice, scene.Tablet)).Token), "the token of the tablet");
            Expect.Equal("phone", scene.NameOf((await scene.ExistingAsync(scene.Bob, scene.Phone)).Token), "the token of bob's phone");
        }),
        new("A rotated session ends when it would have ended", Rotation, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.RotateAsync(scene.Alice, scene.Phone, scene.Second, scene.T0.AddDays(2));
            await scene.ExpectAliveAsync(scene.Alice, scene.Second, scene.T0 + RuleScene.Idle - RuleScene.Millisecond);
            await scene.ExpectEndedAsync(scene.Alice, scene.Second, scene.T0 + RuleScene.Idle);
        }),
        new("The old token does not outlive the session, whatever its grace", Rotation, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.RotateAsync(scene.Alice, scene.Phone, scene.Second, scene.T0, grace: TimeSpan.FromDays(9));
            await scene.ExpectAliveAsync(scene.Alice, scene.Phone, scene.T0 + RuleScene.Idle - RuleScene.Millisecond);
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone, scene.T0 + RuleScene.Idle);
        }),
        new("A rotated session counts once towards the cap", Rotation | Cap, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone, scene.T0, maxSessions: 2);
            await scene.RotateAsync(scene.Alice, scene.Phone, scene.Second);
            await scene.LoginAsync(scene.Alice, scene.Tablet, scene.T0.AddSeconds(1), maxSessions: 2);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0.AddSeconds(1), scene.Tablet, scene.Second);
        }),
    ];
}

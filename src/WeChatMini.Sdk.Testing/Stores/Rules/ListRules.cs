using static WeChatMini.Sdk.Testing.Stores.SessionStorePromises;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>What a user's list of devices shows.</summary>
internal static class ListRules
{
    public static IReadOnlyList<SessionStoreRule> All { get; } =
    [
        new("A list shows the newest session first, whatever the order of arrival", List, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Second, scene.T0.AddHours(2));
            await scene.LoginAsync(scene.Alice, scene.Third, scene.T0.AddHours(3));
            await scene.LoginAsync(scene.Alice, scene.Phone, scene.T0.AddHours(1));
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0.AddHours(3), scene.Third, scene.Second, scene.Phone);
        }),
        new("A list leaves out what has ended", List, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone, scene.T0);
            await scene.LoginAsync(scene.Alice, scene.Tablet, scene.T0.AddDays(1));
            await scene.LoginAsync(scene.Alice, scene.Second, scene.T0.AddDays(2));
            await scene.RevokeAsync(scene.Alice, scene.Second, scene.T0.AddDays(2));
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0 + RuleScene.Idle, scene.Tablet);
        }),
        new("A list shows nobody else's sessions", List, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.LoginAsync(scene.Bob, scene.Tablet);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0, scene.Phone);
            await scene.ExpectSessionsAsync(scene.Bob, scene.T0, scene.Tablet);
            await scene.ExpectSessionsAsync(scene.NewUser(), scene.T0);
        }),
        new("A list shows a rotated session once, under its new token and with everything else", List | Rotation, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.RotateAsync(scene.Alice, scene.Phone, scene.Second);
            var listed = await scene.Store.ListAsync(scene.Alice, scene.T0, scene.Ct);
            Expect.Equal(1, listed.Count, "the number of sessions listed");
            Expect.Equal("second", scene.NameOf(listed[0].Token), "the token");
            Expect.Equal("phone", scene.NameOf(listed[0].PreviousToken), "the previous token");
            Expect.True(listed[0].User == scene.Alice, "the session names its user");
            scene.ExpectTime(scene.T0, listed[0].CreatedAt, "the beginning");
            scene.ExpectTime(scene.T0 + RuleScene.Idle, listed[0].IdleExpiresAt, "the idle end");
            scene.ExpectTime(scene.T0 + RuleScene.Absolute, listed[0].ExpiresAt, "the absolute end");
            Expect.Bytes("data of phone"u8.ToArray(), listed[0].Data, "the data");
        }),
    ];
}

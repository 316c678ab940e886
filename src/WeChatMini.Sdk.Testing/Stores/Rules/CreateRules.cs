using static WeChatMini.Sdk.Testing.Stores.SessionStorePromises;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>What a login writes, the cap and the key's order aside.</summary>
internal static class CreateRules
{
    public static IReadOnlyList<SessionStoreRule> All { get; } =
    [
        new("A login leaves the user's other sessions alone", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.LoginAsync(scene.Alice, scene.Tablet, scene.T0.AddHours(1));
            await scene.LoginAsync(scene.Bob, scene.Second, scene.T0.AddHours(1));
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0.AddHours(1), scene.Tablet, scene.Phone);
            await scene.ExpectSessionsAsync(scene.Bob, scene.T0.AddHours(1), scene.Second);
        }),
        new("A login brings its session_key", None, async scene =>
        {
            var key = RuleScene.KeyOf("first", scene.T0);
            await scene.Store.CreateAsync(scene.Creation(scene.Session(scene.Alice, scene.Phone, scene.T0), key), scene.Ct);
            var found = await scene.Store.FindAsync(new(scene.Alice, scene.Phone), scene.T0, scene.Ct);
            Expect.True(found.Key is not null, "the session is found with a session_key");
            Expect.Bytes(key.Blob, found.Key!.Current.Blob, "the session_key");
            scene.ExpectTime(key.ObtainedAt, found.Key.Current.ObtainedAt, "the time of the session_key");
        }),
        new("A user's first session_key has none before it", KeySlot, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.ExpectSlotAsync(scene.Alice, scene.Phone, RuleScene.KeyOf("key of phone", scene.T0));
        }),
        new("A login after the last session expired is alive", None, async scene =>
        {
            var later = scene.T0 + RuleScene.Absolute;
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.LoginAsync(scene.Alice, scene.Tablet, later);
            await scene.ExpectSessionsAsync(scene.Alice, later, scene.Tablet);
        }),
    ];
}

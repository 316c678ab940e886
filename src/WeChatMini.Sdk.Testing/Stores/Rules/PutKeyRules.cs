using static WeChatMini.Sdk.Testing.Stores.SessionStorePromises;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>A session_key that WeChat renewed without a login.</summary>
internal static class PutKeyRules
{
    public static IReadOnlyList<SessionStoreRule> All { get; } =
    [
        new("A renewed key is current at once and the one before may be tried for a while", KeySlot, async scene =>
        {
            var renewed = scene.T0.AddHours(1);
            await scene.LoginAsync(scene.Alice, scene.Phone);
            var before = await scene.ExistingAsync(scene.Alice, scene.Phone);
            Expect.True(await scene.PutKeyAsync(scene.Alice, "renewed", renewed), "a newer key is taken");
            await scene.ExpectSlotAsync(scene.Alice, scene.Phone, RuleScene.KeyOf("renewed", renewed), RuleScene.KeyOf("key of phone", scene.T0), renewed.AddMinutes(5));
            var after = await scene.ExistingAsync(scene.Alice, scene.Phone);
            scene.ExpectTime(before.SeenAt, after.SeenAt, "the last use");
            scene.ExpectTime(before.IdleExpiresAt, after.IdleExpiresAt, "the idle end");
            Expect.Bytes(before.Data, after.Data, "the data");
        }),
        new("A renewed key that was asked for before the last login changes nothing", KeySlot, async scene =>
        {
            var login = scene.T0.AddHours(1);
            await scene.LoginAsync(scene.Alice, scene.Phone, login);
            Expect.False(await scene.PutKeyAsync(scene.Alice, "late", scene.T0), "an older key is refused");
            await scene.ExpectSlotAsync(scene.Alice, scene.Phone, RuleScene.KeyOf("key of phone", login), now: login);
        }),
        new("A renewed key of the same instant as the current one is current", KeySlot, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            Expect.True(await scene.PutKeyAsync(scene.Alice, "renewed", scene.T0), "a key of the same instant is taken");
            await scene.ExpectSlotAsync(scene.Alice, scene.Phone, RuleScene.KeyOf("renewed", scene.T0), RuleScene.KeyOf("key of phone", scene.T0), scene.T0.AddMinutes(5));
        }),
        new("A login that was sent before the renewal does not take the slot back", KeySlot, async scene =>
        {
            var renewed = scene.T0.AddHours(2);
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.PutKeyAsync(scene.Alice, "renewed", renewed);
            await scene.LoginAsync(scene.Alice, scene.Tablet, scene.T0.AddHours(1));
            await scene.ExpectSlotAsync(scene.Alice, scene.Tablet, RuleScene.KeyOf("renewed", renewed), RuleScene.KeyOf("key of phone", scene.T0), renewed.AddMinutes(5), scene.T0.AddHours(1));
        }),
        new("A renewed key brings no user into being and reaches nobody else", KeySlot, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            Expect.False(await scene.PutKeyAsync(scene.Bob, "renewed", scene.T0.AddHours(1)), "a user without a slot gets none");
            await scene.ExpectSessionsAsync(scene.Bob, scene.T0);
            await scene.ExpectSlotAsync(scene.Alice, scene.Phone, RuleScene.KeyOf("key of phone", scene.T0));
            await scene.LoginAsync(scene.Bob, scene.Tablet);
            await scene.ExpectSlotAsync(scene.Bob, scene.Tablet, RuleScene.KeyOf("key of tablet", scene.T0));
        }),
        new("A renewed key revives no session that was ended", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.RevokeAllAsync(scene.Alice);
            await scene.PutKeyAsync(scene.Alice, "renewed", scene.T0.AddHours(1));
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone);
        }),
    ];
}

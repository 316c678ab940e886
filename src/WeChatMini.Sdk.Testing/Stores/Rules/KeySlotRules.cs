using WeChatMini.Sdk.Sessions;
using static WeChatMini.Sdk.Testing.Stores.SessionStorePromises;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>The order of the session_keys that logins bring.</summary>
internal static class KeySlotRules
{
    public static IReadOnlyList<SessionStoreRule> All { get; } =
    [
        new("A newer session_key serves all devices and keeps the one before it", KeySlot, async scene =>
        {
            var (first, second) = (RuleScene.KeyOf("first", scene.T0), RuleScene.KeyOf("second", scene.T0.AddSeconds(59)));
            await LoginAsync(scene, scene.Phone, scene.T0, first);
            await LoginAsync(scene, scene.Tablet, scene.T0.AddMinutes(1), second);
            await scene.ExpectSlotAsync(scene.Alice, scene.Phone, second, first, scene.T0.AddMinutes(6));
            await scene.ExpectSlotAsync(scene.Alice, scene.Tablet, second, first, scene.T0.AddMinutes(6));
        }),
        new("A session_key that was obtained earlier and comes late changes nothing", KeySlot, async scene =>
        {
            var (first, third) = (RuleScene.KeyOf("first", scene.T0), RuleScene.KeyOf("third", scene.T0.AddSeconds(3)));
            await LoginAsync(scene, scene.Phone, scene.T0, first);
            await LoginAsync(scene, scene.Tablet, scene.T0, third);
            await LoginAsync(scene, scene.Second, scene.T0.AddMinutes(9), RuleScene.KeyOf("second", scene.T0.AddSeconds(2)));
            await scene.ExpectSlotAsync(scene.Alice, scene.Second, third, first, scene.T0.AddMinutes(5));
        }),
        new("Of two session_keys of the same instant the later arrival is current", KeySlot, async scene =>
        {
            var (first, second) = (RuleScene.KeyOf("first", scene.T0), RuleScene.KeyOf("second", scene.T0));
            await LoginAsync(scene, scene.Phone, scene.T0, first);
            await LoginAsync(scene, scene.Tablet, scene.T0, second);
            await scene.ExpectSlotAsync(scene.Alice, scene.Phone, second, first, scene.T0.AddMinutes(5));
        }),
        new("Only the last two session_keys are kept", KeySlot, async scene =>
        {
            for (var minute = 0; minute < 4; minute++)
            {
                await LoginAsync(scene, minute == 3 ? scene.Phone : scene.NewToken(), scene.T0.AddMinutes(minute), RuleScene.KeyOf($"key {minute}", scene.T0.AddMinutes(minute)));
            }

            await scene.ExpectSlotAsync(scene.Alice, scene.Phone, RuleScene.KeyOf("key 3", scene.T0.AddMinutes(3)), RuleScene.KeyOf("key 2", scene.T0.AddMinutes(2)), scene.T0.AddMinutes(8));
        }),
        new("A user's session_keys are nobody else's", KeySlot, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.LoginAsync(scene.Bob, scene.Tablet);
            await scene.ExpectSlotAsync(scene.Alice, scene.Phone, RuleScene.KeyOf("key of phone", scene.T0));
            await scene.ExpectSlotAsync(scene.Bob, scene.Tablet, RuleScene.KeyOf("key of tablet", scene.T0));
        }),
    ];

    private static async Task LoginAsync(RuleScene scene, TokenHash token, DateTimeOffset at, SealedSessionKey key) =>
        await scene.Store.CreateAsync(scene.Creation(scene.Session(scene.Alice, token, at), key), scene.Ct);
}

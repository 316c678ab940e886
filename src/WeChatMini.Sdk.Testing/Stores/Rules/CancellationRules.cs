using WeChatMini.Sdk.Sessions;
using static WeChatMini.Sdk.Testing.Stores.SessionStorePromises;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>A call that was cancelled before it began.</summary>
internal static class CancellationRules
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    public static IReadOnlyList<SessionStoreRule> All { get; } =
    [
        Rule("login", (scene, _) => scene.Store.CreateAsync(scene.Creation(scene.Session(scene.Alice, scene.Tablet, scene.T0)), Cancelled).AsTask()),
        Rule("look", (scene, address) => scene.Store.FindAsync(address, scene.T0, Cancelled).AsTask()),
        Rule("touch", (scene, address) => scene.Store.TouchAsync(address, new SessionTouch(scene.T0.AddDays(1), scene.T0.AddDays(4)), Cancelled).AsTask()),
        Rule("rotation", (scene, address) => scene.Store.RotateAsync(address, scene.Tablet, scene.T0.AddMinutes(1), scene.T0, Cancelled).AsTask(), Rotation),
        Rule("revocation", (scene, address) => scene.Store.RevokeAsync(address, scene.T0, Cancelled).AsTask()),
        Rule("end of all sessions", (scene, address) => scene.Store.RevokeAllAsync(address.User, Cancelled).AsTask()),
        Rule("renewal of the key", (scene, address) => scene.Store.PutKeyAsync(address.User, RuleScene.KeyOf("renewed", scene.T0.AddHours(1)), scene.T0.AddHours(2), Cancelled).AsTask(), KeySlot),
        Rule("list", (scene, address) => scene.Store.ListAsync(address.User, scene.T0, Cancelled).AsTask(), List),
        Rule("purge", (scene, _) => scene.Store.PurgeAsync(scene.T0, 10, Cancelled).AsTask(), Purge),
    ];

    private static SessionStoreRule Rule(string call, Func<RuleScene, SessionAddress, Task> run, SessionStorePromises needs = None) =>
        new($"A {call} that is cancelled before it begins says so and changes nothing", needs, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            try
            {
                await run(scene, new SessionAddress(scene.Alice, scene.Phone));
                throw new RuleBrokenException("Expected an OperationCanceledException.");
            }
            catch (OperationCanceledException)
            {
                // As it should be.
            }

            await scene.ExpectEndedAsync(scene.Alice, scene.Tablet);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0, scene.Phone);
            var found = await scene.ExistingAsync(scene.Alice, scene.Phone);
            scene.ExpectTime(scene.T0, found.SeenAt, "the last use");
            Expect.Equal("none", scene.NameOf(found.PreviousToken), "the previous token");
            await scene.ExpectSlotAsync(scene.Alice, scene.Phone, RuleScene.KeyOf("key of phone", scene.T0));
        });
}

using System.Security.Cryptography;
using WeChatMini.Sdk.Sessions;
using static WeChatMini.Sdk.Testing.Stores.SessionStorePromises;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>What is found, by whom, and until when.</summary>
internal static class FindRules
{
    public static IReadOnlyList<SessionStoreRule> All { get; } =
    [
        new("A session is found with everything it was given", None, async scene =>
        {
            var given = Given(scene, [0, 1, 0, 255, 39]);
            await scene.Store.CreateAsync(scene.Creation(given), scene.Ct);
            var found = await scene.ExistingAsync(scene.Alice, scene.Phone);
            Expect.True(found.User == given.User, "the session names its user");
            Expect.Equal(scene.NameOf(given.Token), scene.NameOf(found.Token), "the token");
            Expect.Equal("none", scene.NameOf(found.PreviousToken), "the previous token");
            scene.ExpectTime(given.CreatedAt, found.CreatedAt, "the beginning");
            scene.ExpectTime(given.SeenAt, found.SeenAt, "the last use");
            scene.ExpectTime(given.IdleExpiresAt, found.IdleExpiresAt, "the idle end");
            scene.ExpectTime(given.ExpiresAt, found.ExpiresAt, "the absolute end");
            Expect.Bytes(given.Data, found.Data, "the data");
        }),

        // A login may attach 1 KB of claims and an id of 256 characters, which the escapes of JSON can make six times as long.
        new("Data of 12 KB and every byte value comes back as it was", None, scene => DataComesBackAsync(scene, [.. Enumerable.Range(0, 256).Select(value => (byte)value), .. RandomNumberGenerator.GetBytes((12 * 1024) - 256)])),
        new("Data of no bytes comes back as it was", None, scene => DataComesBackAsync(scene, [])),
        new("A token that was never given out finds nothing", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.ExpectEndedAsync(scene.Alice, scene.Tablet);
        }),
        new("A token finds nothing in the partition of another user, who may be another mini-program's", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.LoginAsync(scene.Bob, scene.Tablet);
            await scene.ExpectEndedAsync(scene.Bob, scene.Phone);
            await scene.ExpectEndedAsync(scene.Alice, scene.Tablet);
        }),
        new("Two users may have sessions with the same token's hash", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.LoginAsync(scene.Bob, scene.Phone, scene.T0.AddHours(1));
            scene.ExpectTime(scene.T0, (await scene.ExistingAsync(scene.Alice, scene.Phone)).CreatedAt, "the beginning of alice's session");
            scene.ExpectTime(scene.T0.AddHours(1), (await scene.ExistingAsync(scene.Bob, scene.Phone)).CreatedAt, "the beginning of bob's session");
        }),
        new("Each device has its own session", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.LoginAsync(scene.Alice, scene.Tablet, scene.T0.AddHours(1));
            scene.ExpectTime(scene.T0, (await scene.ExistingAsync(scene.Alice, scene.Phone)).CreatedAt, "the beginning of the phone's session");
            scene.ExpectTime(scene.T0.AddHours(1), (await scene.ExistingAsync(scene.Alice, scene.Tablet)).CreatedAt, "the beginning of the tablet's session");
        }),
        new("Finding changes nothing", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.FindAsync(scene.Alice, scene.Phone, scene.T0.AddDays(2));
            var found = await scene.ExistingAsync(scene.Alice, scene.Phone);
            scene.ExpectTime(scene.T0, found.SeenAt, "the last use");
            scene.ExpectTime(scene.T0 + RuleScene.Idle, found.IdleExpiresAt, "the idle end");
        }),
        new("A user who never was has nothing, and every question about them is answered", None, async scene =>
        {
            var found = await scene.Store.FindAsync(new SessionAddress(scene.Alice, scene.Phone), scene.T0, scene.Ct);
            Expect.True(found.Session is null && found.Key is null, "nothing is found");
            Expect.False(await scene.TouchAsync(scene.Alice, scene.Phone, scene.T0), "a touch finds nothing");
            Expect.False(await scene.RevokeAsync(scene.Alice, scene.Phone), "there is nothing to end");
            await scene.RevokeAllAsync(scene.Alice);
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone);
        }),
        new("A session is alive until the very instant of its idle end", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.ExpectAliveAsync(scene.Alice, scene.Phone, scene.T0 + RuleScene.Idle - RuleScene.Millisecond);
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone, scene.T0 + RuleScene.Idle);
        }),
        new("A session is alive until the very instant of its absolute end", None, async scene =>
        {
            var session = Given(scene, [], idle: RuleScene.Absolute + TimeSpan.FromDays(1));
            await scene.Store.CreateAsync(scene.Creation(session), scene.Ct);
            await scene.ExpectAliveAsync(scene.Alice, scene.Phone, session.ExpiresAt - RuleScene.Millisecond);
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone, session.ExpiresAt);
        }),
        new("Time is the caller's: a session that begins tomorrow or ended yesterday goes by the time it is asked with", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone, scene.T0.AddDays(1));
            await scene.ExpectAliveAsync(scene.Alice, scene.Phone, scene.T0.AddDays(1));
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone, scene.T0.AddDays(1) + RuleScene.Idle);
            await scene.ExpectAliveAsync(scene.Alice, scene.Phone, scene.T0.AddDays(1) + RuleScene.Idle - RuleScene.Millisecond);
        }),
    ];

    private static async Task DataComesBackAsync(RuleScene scene, byte[] data)
    {
        await scene.Store.CreateAsync(scene.Creation(Given(scene, data)), scene.Ct);
        Expect.Bytes(data, (await scene.ExistingAsync(scene.Alice, scene.Phone)).Data, "the data");
    }

    private static SessionRecord Given(RuleScene scene, byte[] data, TimeSpan? idle = null) => new()
    {
        User = scene.Alice,
        Token = scene.Phone,
        CreatedAt = scene.T0,
        SeenAt = scene.T0 + RuleScene.Millisecond,
        IdleExpiresAt = scene.T0 + (idle ?? TimeSpan.FromDays(1)),
        ExpiresAt = scene.T0 + RuleScene.Absolute,
        Data = data,
    };
}

using static WeChatMini.Sdk.Testing.Stores.SessionStorePromises;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>The end of all sessions of a user.</summary>
internal static class RevokeAllRules
{
    public static IReadOnlyList<SessionStoreRule> All { get; } =
    [
        new("Ending all sessions ends every one of the user and no others", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.LoginAsync(scene.Alice, scene.Tablet);
            await scene.LoginAsync(scene.Bob, scene.Phone);
            await scene.RevokeAllAsync(scene.Alice);
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone);
            await scene.ExpectEndedAsync(scene.Alice, scene.Tablet);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0);
            await scene.ExpectAliveAsync(scene.Bob, scene.Phone);
        }),
        new("A login after ending all sessions is alive and the old ones stay ended", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.RevokeAllAsync(scene.Alice);
            await scene.LoginAsync(scene.Alice, scene.Tablet);
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0, scene.Tablet);
        }),
        new("All sessions can be ended again and again", None, async scene =>
        {
            for (var round = 0; round < 3; round++)
            {
                var token = scene.NewToken();
                await scene.LoginAsync(scene.Alice, token);
                await scene.ExpectAliveAsync(scene.Alice, token);
                await scene.RevokeAllAsync(scene.Alice);
                await scene.RevokeAllAsync(scene.Alice);
                await scene.ExpectEndedAsync(scene.Alice, token);
            }
        }),
        new("After ending all sessions no touch, rotation or revocation finds one", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.RevokeAllAsync(scene.Alice);
            Expect.False(await scene.TouchAsync(scene.Alice, scene.Phone, scene.T0), "a touch finds nothing");
            Expect.False(await scene.RotateAsync(scene.Alice, scene.Phone, scene.Second), "a rotation finds nothing");
            Expect.False(await scene.RevokeAsync(scene.Alice, scene.Phone), "a revocation finds nothing");
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone);
            await scene.ExpectEndedAsync(scene.Alice, scene.Second);
        }),
        new("Ending all sessions ends a rotated one under both tokens", Rotation, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.RotateAsync(scene.Alice, scene.Phone, scene.Second);
            await scene.RevokeAllAsync(scene.Alice);
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone);
            await scene.ExpectEndedAsync(scene.Alice, scene.Second);
        }),
        new("Sessions that were all ended stay ended through a purge, and the next login is alive", None, async scene =>
        {
            scene.PlayInThePast();
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.LoginAsync(scene.Alice, scene.Tablet);
            await scene.RevokeAllAsync(scene.Alice);
            await scene.PurgeAsync(scene.T0);
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone);
            await scene.ExpectEndedAsync(scene.Alice, scene.Tablet);

            // The login is of the present: an engine may have removed one of the past by now.
            var now = scene.T0.AddDays(60);
            await scene.LoginAsync(scene.Alice, scene.Second, now);
            await scene.PurgeAsync(scene.T0);
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone);
            await scene.ExpectSessionsAsync(scene.Alice, now, scene.Second);
        }),
    ];
}

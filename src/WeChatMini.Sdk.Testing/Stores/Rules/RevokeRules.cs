using static WeChatMini.Sdk.Testing.Stores.SessionStorePromises;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>The end of one session.</summary>
internal static class RevokeRules
{
    public static IReadOnlyList<SessionStoreRule> All { get; } =
    [
        new("A revoked session is gone and the second call says so", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            Expect.True(await scene.RevokeAsync(scene.Alice, scene.Phone), "a live session is ended");
            Expect.False(await scene.RevokeAsync(scene.Alice, scene.Phone), "there is none the second time");
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone);
        }),
        new("Revoking leaves the other sessions alone", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.LoginAsync(scene.Alice, scene.Tablet);
            await scene.LoginAsync(scene.Bob, scene.Phone);
            await scene.RevokeAsync(scene.Alice, scene.Phone);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0, scene.Tablet);
            await scene.ExpectAliveAsync(scene.Bob, scene.Phone);
        }),
        new("Revoking at another user's address ends nothing", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.LoginAsync(scene.Bob, scene.Tablet);
            Expect.False(await scene.RevokeAsync(scene.Bob, scene.Phone), "there is no such session there");
            await scene.ExpectAliveAsync(scene.Alice, scene.Phone);
            await scene.ExpectAliveAsync(scene.Bob, scene.Tablet);
        }),
        new("Revoking an expired session says that there was none", None, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            Expect.False(await scene.RevokeAsync(scene.Alice, scene.Phone, scene.T0 + RuleScene.Idle), "there is no live session at the idle end");
        }),
        new("The previous token ends the session within its grace and not after", Rotation, async scene =>
        {
            var end = scene.T0.AddMinutes(1);
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.RotateAsync(scene.Alice, scene.Phone, scene.Second);
            Expect.False(await scene.RevokeAsync(scene.Alice, scene.Phone, end), "the previous token ends nothing after its grace");
            await scene.ExpectAliveAsync(scene.Alice, scene.Second);
            Expect.True(await scene.RevokeAsync(scene.Alice, scene.Phone, end - RuleScene.Millisecond), "the previous token ends the session within its grace");
            await scene.ExpectEndedAsync(scene.Alice, scene.Second);
        }),
        new("Revoking a rotated session ends it under both tokens", Rotation, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone);
            await scene.RotateAsync(scene.Alice, scene.Phone, scene.Second);
            Expect.True(await scene.RevokeAsync(scene.Alice, scene.Second), "a live session is ended");
            await scene.ExpectEndedAsync(scene.Alice, scene.Phone);
            await scene.ExpectEndedAsync(scene.Alice, scene.Second);
        }),
    ];
}

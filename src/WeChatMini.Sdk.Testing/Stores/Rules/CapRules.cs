using static WeChatMini.Sdk.Testing.Stores.SessionStorePromises;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>How many sessions a user may have, and which go.</summary>
internal static class CapRules
{
    public static IReadOnlyList<SessionStoreRule> All { get; } =
    [
        new("Beyond the cap the oldest session goes", Cap, async scene =>
        {
            var tokens = await scene.LoginManyAsync(scene.Alice, 4, maxSessions: 3);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0.AddHours(1), tokens[3], tokens[2], tokens[1]);
            await scene.ExpectEndedAsync(scene.Alice, tokens[0]);
        }),
        new("The oldest session is the one created first, however recently it was used", Cap | Touch, async scene =>
        {
            var tokens = await scene.LoginManyAsync(scene.Alice, 3, maxSessions: 3);
            await scene.TouchAsync(scene.Alice, tokens[0], scene.T0.AddHours(2));
            await scene.LoginAsync(scene.Alice, scene.Phone, scene.T0.AddHours(3), maxSessions: 3);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0.AddHours(3), scene.Phone, tokens[2], tokens[1]);
            await scene.ExpectEndedAsync(scene.Alice, tokens[0], scene.T0.AddHours(3));
        }),
        new("The new session stays even when its clock says that it is the oldest", Cap, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone, scene.T0.AddMinutes(2), maxSessions: 2);
            await scene.LoginAsync(scene.Alice, scene.Tablet, scene.T0.AddMinutes(1), maxSessions: 2);
            await scene.LoginAsync(scene.Alice, scene.Third, scene.T0, maxSessions: 2);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0.AddMinutes(2), scene.Phone, scene.Third);
            await scene.ExpectEndedAsync(scene.Alice, scene.Tablet, scene.T0.AddMinutes(2));
        }),
        new("A lower cap ends several sessions at once", Cap, async scene =>
        {
            var tokens = await scene.LoginManyAsync(scene.Alice, 6, maxSessions: 10);
            await scene.LoginAsync(scene.Alice, scene.Phone, scene.T0.AddHours(1), maxSessions: 2);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0.AddHours(1), scene.Phone, tokens[5]);
            await scene.ExpectEndedAsync(scene.Alice, tokens[4], scene.T0.AddHours(1));
        }),
        new("A cap of one leaves the new session alone", Cap, async scene =>
        {
            var tokens = await scene.LoginManyAsync(scene.Alice, 3, maxSessions: 1);
            await scene.LoginAsync(scene.Alice, scene.Phone, scene.T0.AddHours(1), maxSessions: 1);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0.AddHours(1), scene.Phone);
            await scene.ExpectEndedAsync(scene.Alice, tokens[2], scene.T0.AddHours(1));
        }),
        new("A user may have a hundred sessions", Cap, async scene =>
        {
            var tokens = await scene.LoginManyAsync(scene.Alice, 101, maxSessions: 100);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0.AddHours(2), [.. tokens[1..].Reverse()]);
            await scene.ExpectEndedAsync(scene.Alice, tokens[0], scene.T0.AddHours(2));
        }),
        new("Expired and revoked sessions do not count towards the cap", Cap, async scene =>
        {
            var later = scene.T0 + RuleScene.Idle;
            await scene.LoginAsync(scene.Alice, scene.Phone, scene.T0, maxSessions: 2);
            await scene.LoginAsync(scene.Alice, scene.Tablet, scene.T0.AddDays(2), maxSessions: 2);
            await scene.LoginAsync(scene.Alice, scene.Second, later, maxSessions: 2);
            await scene.ExpectSessionsAsync(scene.Alice, later, scene.Second, scene.Tablet);
            await scene.RevokeAsync(scene.Alice, scene.Second, later);
            await scene.LoginAsync(scene.Alice, scene.Third, later, maxSessions: 2);
            await scene.ExpectSessionsAsync(scene.Alice, later, scene.Third, scene.Tablet);
        }),
        new("Sessions that were all ended do not count towards the cap, whatever their clock said", Cap, async scene =>
        {
            await scene.LoginAsync(scene.Alice, scene.Phone, scene.T0.AddMinutes(2), maxSessions: 2);
            await scene.LoginAsync(scene.Alice, scene.Tablet, scene.T0.AddMinutes(3), maxSessions: 2);
            await scene.RevokeAllAsync(scene.Alice);
            await scene.LoginAsync(scene.Alice, scene.Second, scene.T0, maxSessions: 2);
            await scene.LoginAsync(scene.Alice, scene.Third, scene.T0.AddMinutes(1), maxSessions: 2);
            await scene.ExpectSessionsAsync(scene.Alice, scene.T0.AddMinutes(3), scene.Third, scene.Second);
        }),
        new("The cap of one user ends no session of another", Cap, async scene =>
        {
            await scene.LoginAsync(scene.Bob, scene.Phone);
            await scene.LoginManyAsync(scene.Alice, 3, maxSessions: 1);
            await scene.ExpectAliveAsync(scene.Bob, scene.Phone);
        }),
    ];
}

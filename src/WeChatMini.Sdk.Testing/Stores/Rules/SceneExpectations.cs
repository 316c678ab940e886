using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>What many rules look for.</summary>
internal static class SceneExpectations
{
    public static async Task ExpectAliveAsync(this RuleScene scene, UserHandle user, TokenHash token, DateTimeOffset? now = null) =>
        await scene.ExistingAsync(user, token, now);

    public static async Task ExpectEndedAsync(this RuleScene scene, UserHandle user, TokenHash token, DateTimeOffset? now = null) =>
        Expect.False(await scene.IsAliveAsync(user, token, now), $"{scene.NameOf(token)} finds no session at {scene.NameOf(now ?? scene.T0)}");

    /// <summary>Finds a session that must be there.</summary>
    public static async Task<SessionRecord> ExistingAsync(this RuleScene scene, UserHandle user, TokenHash token, DateTimeOffset? now = null) =>
        await scene.FindAsync(user, token, now) ?? throw new RuleBrokenException($"Expected that {scene.NameOf(token)} finds a session at {scene.NameOf(now ?? scene.T0)}.");

    /// <summary>Expects these sessions, newest first, to be all that the user has; of a store that lists nothing, that they are alive.</summary>
    public static async Task ExpectSessionsAsync(this RuleScene scene, UserHandle user, DateTimeOffset now, params TokenHash[] expected)
    {
        foreach (var token in expected)
        {
            await scene.ExpectAliveAsync(user, token, now);
        }

        if (scene.Options.Promises.HasFlag(SessionStorePromises.List))
        {
            var listed = await scene.ListAsync(user, now);
            Expect.True(expected.SequenceEqual(listed), $"the list shows {scene.NamesOf(expected)}, but it showed {scene.NamesOf(listed)}");
        }
    }

    public static void ExpectTime(this RuleScene scene, DateTimeOffset expected, DateTimeOffset actual, string what) =>
        Expect.Equal(scene.NameOf(expected), scene.NameOf(actual), what);

    /// <summary>Expects the slot that a session is found with.</summary>
    public static async Task ExpectSlotAsync(this RuleScene scene, UserHandle user, TokenHash token, SealedSessionKey current, SealedSessionKey? previous = null, DateTimeOffset previousUntil = default, DateTimeOffset? now = null)
    {
        var found = await scene.Store.FindAsync(new SessionAddress(user, token), now ?? scene.T0, scene.Ct);
        Expect.True(found.Session is not null, $"{scene.NameOf(token)} finds a session");
        Expect.Equal(scene.NameOf(new SessionKeySlot(current, previous, previousUntil)), scene.NameOf(found.Key), "the session_key slot");
    }
}

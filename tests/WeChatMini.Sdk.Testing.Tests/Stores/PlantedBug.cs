using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Testing.Tests.Stores;

/// <summary>A store that is wrong in one way, and the rule that must say so.</summary>
/// <param name="Name">What it does wrong.</param>
/// <param name="Rule">The rule that it breaks, by its name.</param>
/// <param name="Open">Makes it.</param>
internal sealed record PlantedBug(string Name, string Rule, Func<ISessionStore> Open)
{
    public static IReadOnlyList<PlantedBug> All { get; } = [.. RacyBugs.All, .. PlainBugs.All, .. KeyBugs.All];

    /// <summary>A login with everything as given, for a bug that writes a session back.</summary>
    public static SessionCreation WriteBack(SessionRecord session, SealedSessionKey key, DateTimeOffset now) =>
        new() { Session = session, Key = key, PreviousKeyUntil = now, MaxSessions = 100, Now = now };

    /// <summary>The same login with something changed.</summary>
    public static SessionCreation With(SessionCreation given, ReadOnlyMemory<byte>? data = null, int? maxSessions = null) => new()
    {
        Session = new SessionRecord
        {
            User = given.Session.User,
            Token = given.Session.Token,
            CreatedAt = given.Session.CreatedAt,
            SeenAt = given.Session.SeenAt,
            IdleExpiresAt = given.Session.IdleExpiresAt,
            ExpiresAt = given.Session.ExpiresAt,
            Data = data ?? given.Session.Data,
        },
        Key = given.Key,
        PreviousKeyUntil = given.PreviousKeyUntil,
        MaxSessions = maxSessions ?? given.MaxSessions,
        Now = given.Now,
    };

    public override string ToString() => Name;
}

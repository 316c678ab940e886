using System.Globalization;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Linearizability;

/// <summary>One call of a history. Two calls alike are still two calls, so that this is a class and compared by reference.</summary>
/// <param name="kind">What to do.</param>
/// <param name="slot">Which of the history's tokens it is about.</param>
/// <param name="successor">Which token it brings, for a creation or rotation.</param>
/// <param name="second">When it happens, in seconds after the logins.</param>
internal sealed class SessionOperation(OperationKind kind, int slot, int successor, int second)
{
    private const int Cap = 3;

    /// <summary>The token that this call would bring into being, or null.</summary>
    public int? Brings => kind switch
    {
        OperationKind.Create => slot,
        OperationKind.Rotate => successor,
        _ => null,
    };

    /// <summary>Does it and tells what a caller sees.</summary>
    public async Task<string> RunAsync(ISessionStore store, HistoryNames names)
    {
        var now = Sample.T0.AddSeconds(second);
        var address = names.Address(slot);
        switch (kind)
        {
            case OperationKind.Create:
                await store.CreateAsync(Login(names), default);
                return "created";
            case OperationKind.Find:
                return Describe(await store.FindAsync(address, now, default));
            case OperationKind.Touch:
                return (await store.TouchAsync(address, new SessionTouch(now, now.AddSeconds(100)), default)).ToString();
            case OperationKind.Rotate:
                return (await store.RotateAsync(address, names.Tokens[successor], now.AddSeconds(30), now, default)).ToString();
            case OperationKind.Revoke:
                return (await store.RevokeAsync(address, now, default)).ToString();
            case OperationKind.RevokeAll:
                await store.RevokeAllAsync(names.User, default);
                return "all ended";
            case OperationKind.Purge:
                // Nobody has expired at T0: whatever it removes, nobody may notice.
                await store.PurgeAsync(Sample.T0, 100, default);
                return "purged";
            default:
                return string.Join(", ", (await store.ListAsync(names.User, now, default)).Select(Describe));
        }
    }

    public override string ToString() => $"{kind} {slot}→{successor} at {second}";

    /// <summary>Everything that can be seen of a user, at the time of the logins.</summary>
    public static async Task<string> SeeAllAsync(ISessionStore store, HistoryNames names)
    {
        var seen = new List<string>();
        for (var slot = 0; slot < HistoryNames.Slots; slot++)
        {
            seen.Add(Describe(await store.FindAsync(names.Address(slot), Sample.T0, default)));
        }

        seen.AddRange((await store.ListAsync(names.User, Sample.T0, default)).Select(Describe));
        return string.Join("\n", seen);
    }

    /// <summary>All logins happen at T0 by their clock, so that no cap depends on who has expired; their ends and keys differ by slot.</summary>
    private SessionCreation Login(HistoryNames names) => new()
    {
        Session = new SessionRecord
        {
            User = names.User,
            Token = names.Tokens[slot],
            CreatedAt = Sample.T0.AddSeconds(-slot),
            SeenAt = Sample.T0,
            IdleExpiresAt = Sample.T0.AddSeconds(100),
            ExpiresAt = Sample.T0.AddSeconds(200),
            Data = new byte[] { (byte)slot },
        },
        Key = new SealedSessionKey(new byte[] { (byte)slot }, Sample.T0.AddSeconds(second % 3)),
        PreviousKeyUntil = Sample.T0.AddSeconds(300 + slot),
        MaxSessions = Cap,
        Now = Sample.T0,
    };

    private static string Describe(SessionLookup lookup) => lookup.Session is null
        ? "none"
        : $"{Describe(lookup.Session)} key {Describe(lookup.Key!.Current)} before {(lookup.Key.Previous is { } previous ? Describe(previous) : "none")} until {Second(lookup.Key.PreviousUntil)}";

    private static string Describe(SealedSessionKey key) => $"{key.Blob.Span[0]}@{Second(key.ObtainedAt)}";

    private static string Describe(SessionRecord session) =>
        $"{session.Data.Span[0]} {session.Token.ToString()[..4]}/{session.PreviousToken?.ToString()[..4]} seen {Second(session.SeenAt)} idle {Second(session.IdleExpiresAt)} end {Second(session.ExpiresAt)}";

    private static string Second(DateTimeOffset time) => (time - Sample.T0).TotalSeconds.ToString(CultureInfo.InvariantCulture);
}

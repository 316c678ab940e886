using System.Globalization;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Testing.Stores.Histories;

/// <summary>One call of a history.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Slot">Which of the history's tokens it is about; for a new key, which key.</param>
/// <param name="Successor">Which token a rotation brings.</param>
/// <param name="Second">When it happens, in seconds after the logins.</param>
internal sealed record HistoryOperation(OperationKind Kind, int Slot, int Successor, int Second)
{
    private const int Cap = 3;
    private const int KeyOfPut = 100;

    /// <summary>The token that this call would bring into being, or null.</summary>
    public int? Brings => Kind switch
    {
        OperationKind.Create => Slot,
        OperationKind.Rotate => Successor,
        _ => null,
    };

    /// <summary>Does it and tells what a caller sees.</summary>
    public async Task<string> RunAsync(ISessionStore store, HistoryNames names, CancellationToken cancellationToken)
    {
        var now = names.Start.AddSeconds(Second);
        var address = names.Address(Slot);
        switch (Kind)
        {
            case OperationKind.Create:
                await store.CreateAsync(Login(names), cancellationToken).ConfigureAwait(false);
                return "done";
            case OperationKind.Find:
                return Describe(names, await store.FindAsync(address, now, cancellationToken).ConfigureAwait(false));
            case OperationKind.Touch:
                return Describe(await store.TouchAsync(address, new SessionTouch(now, now.AddSeconds(100)), cancellationToken).ConfigureAwait(false));
            case OperationKind.Rotate:
                return Describe(await store.RotateAsync(address, names.Tokens[Successor], now.AddSeconds(30), now, cancellationToken).ConfigureAwait(false));
            case OperationKind.Revoke:
                return Describe(await store.RevokeAsync(address, now, cancellationToken).ConfigureAwait(false));
            case OperationKind.RevokeAll:
                await store.RevokeAllAsync(names.User, cancellationToken).ConfigureAwait(false);
                return "done";
            case OperationKind.PutKey:
                var key = new SealedSessionKey(new byte[] { (byte)(KeyOfPut + Slot) }, names.Start.AddSeconds(Second % 4));
                return Describe(await store.PutKeyAsync(names.User, key, names.Start.AddSeconds(400 + Slot), cancellationToken).ConfigureAwait(false));
            case OperationKind.Purge:
                // Nobody has expired at the start: whatever it removes, nobody may notice.
                await store.PurgeAsync(names.Start, 100, cancellationToken).ConfigureAwait(false);
                return "done";
            default:
                var sessions = await store.ListAsync(names.User, now, cancellationToken).ConfigureAwait(false);
                return sessions.Count == 0 ? "none" : string.Join("; ", sessions.Select(session => Describe(names, session)));
        }
    }

    public override string ToString() => Kind switch
    {
        OperationKind.Create => $"log in t{Slot} with key {Slot}@{Second % 3}",
        OperationKind.Rotate => $"rotate t{Slot} to t{Successor} at {Second} s",
        OperationKind.RevokeAll => "revoke all",
        OperationKind.PutKey => $"put key {KeyOfPut + Slot}@{Second % 4}",
        OperationKind.List => $"list at {Second} s",
        OperationKind.Purge => "purge",
        _ => $"{(Kind == OperationKind.Find ? "find" : Kind == OperationKind.Touch ? "touch" : "revoke")} t{Slot} at {Second} s",
    };

    /// <summary>Everything that can be seen of a user, at the time of the logins.</summary>
    public static async Task<string> SeeAllAsync(ISessionStore store, HistoryNames names, CancellationToken cancellationToken)
    {
        var seen = new List<string>();
        for (var slot = 0; slot < names.Tokens.Count; slot++)
        {
            seen.Add($"find t{slot}: {Describe(names, await store.FindAsync(names.Address(slot), names.Start, cancellationToken).ConfigureAwait(false))}");
        }

        seen.AddRange((await store.ListAsync(names.User, names.Start, cancellationToken).ConfigureAwait(false)).Select(session => $"listed: {Describe(names, session)}"));
        return string.Join('\n', seen);
    }

    public static string Describe(HistoryNames names, SessionRecord session) => string.Create(
        CultureInfo.InvariantCulture,
        $"{names.NameOf(session.Token)} of login {(session.Data.Length == 1 ? session.Data.Span[0] : -1)}, before it {names.NameOf(session.PreviousToken)} until {After(names, session.PreviousTokenUntil)}, seen {After(names, session.SeenAt)}, idle end {After(names, session.IdleExpiresAt)}, end {After(names, session.ExpiresAt)}");

    public static string Describe(HistoryNames names, SessionKeySlot? slot) => slot is null
        ? "none"
        : $"{Describe(names, slot.Current)} before {(slot.Previous is { } previous ? Describe(names, previous) : "none")} until {After(names, slot.PreviousUntil)}";

    private static string Describe(bool answer) => answer ? "true" : "false";

    private static string Describe(HistoryNames names, SessionLookup found) =>
        found.Session is null ? "none" : $"{Describe(names, found.Session)}; key {Describe(names, found.Key)}";

    private static string Describe(HistoryNames names, SealedSessionKey key) => $"{(key.Blob.Length == 1 ? key.Blob.Span[0] : -1)}@{After(names, key.ObtainedAt)}";

    private static string After(HistoryNames names, DateTimeOffset time) => time == default ? "none" : (time - names.Start).TotalSeconds.ToString(CultureInfo.InvariantCulture);

    /// <summary>All logins happen at the start by their clock, so that no cap depends on who has expired; their ends and keys differ by slot.</summary>
    private SessionCreation Login(HistoryNames names) => new()
    {
        Session = new SessionRecord
        {
            User = names.User,
            Token = names.Tokens[Slot],
            CreatedAt = names.Start.AddSeconds(-Slot),
            SeenAt = names.Start,
            IdleExpiresAt = names.Start.AddSeconds(100),
            ExpiresAt = names.Start.AddSeconds(200),
            Data = new byte[] { (byte)Slot },
        },
        Key = new SealedSessionKey(new byte[] { (byte)Slot }, names.Start.AddSeconds(Second % 3)),
        PreviousKeyUntil = names.Start.AddSeconds(300 + Slot),
        MaxSessions = Cap,
        Now = names.Start,
    };
}

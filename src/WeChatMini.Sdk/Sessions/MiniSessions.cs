using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Sessions;

/// <summary>The sessions of one mini-program: check a token, end sessions, list a user's devices.</summary>
/// <remarks>Every method throws <see cref="WeChatException"/> of kind <see cref="WeChatErrorKind.StoreUnavailable"/> when the store does not answer in time; that never means "signed out".</remarks>
public sealed class MiniSessions
{
    private readonly MiniApp _app;
    private readonly StoreGuard _store;
    private readonly ConcurrentDictionary<SessionAddress, bool> _touching = new();

    internal MiniSessions(MiniApp app, StoreGuard store)
    {
        _app = app;
        _store = store;
    }

    /// <summary>Checks a token and, at most once per <see cref="WeChatSessionOptions.TouchInterval"/>, writes down that the session was used.</summary>
    /// <param name="token">What the mini-program sent; anything.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The session; null when the token is malformed, unknown, ended, or another mini-program's. A malformed one reaches no store.</returns>
    /// <exception cref="WeChatException">The store did not answer within 1.5 seconds in all.</exception>
    public ValueTask<MiniSession?> ValidateAsync(string? token, CancellationToken cancellationToken = default)
    {
        var snapshot = _app.Snapshot;
        if (!snapshot.Tokens.TryRead(token, out var address))
        {
            return default;
        }

        var now = _app.Now();
        var find = _store.FindAsync(address, now, cancellationToken);
        if (!find.IsCompletedSuccessfully)
        {
            return FinishAsync(find, snapshot, address, now, cancellationToken);
        }

        var found = find.Result;
        return IsTouchDue(found.Session, snapshot, now)
            ? TouchAsync(found.Session!, snapshot, address, now, cancellationToken)
            : new(Materialise(found.Session, snapshot, address));
    }

    /// <summary>Gives the session a new token. The old one works on for <see cref="WeChatSessionOptions.RotationGrace"/>; the ends of the session stay.</summary>
    /// <exception cref="WeChatException">Of kind <see cref="WeChatErrorKind.LoginAgain"/> when the token is not the current one of a live session: of two concurrent rotations one wins.</exception>
    public async ValueTask<Login.MiniLogin> RotateAsync(string token, CancellationToken cancellationToken = default)
    {
        var snapshot = _app.Snapshot;
        var now = _app.Now();
        if (snapshot.Tokens.TryRead(token, out var address))
        {
            var found = await _store.FindAsync(address, now, cancellationToken).ConfigureAwait(false);
            if (Materialise(found.Session, snapshot, address) is not null)
            {
                var successor = snapshot.Tokens.Create(address.User, out var next);
                var until = now + snapshot.Options.Sessions.RotationGrace;
                if (await _store.RunAsync("rotate", StoreGuard.WriteLimit, ct => _app.Store.RotateAsync(address, next.Token, until, now, ct), cancellationToken).ConfigureAwait(false))
                {
                    return new Login.MiniLogin(successor, Materialise(found.Session!.Rotated(next.Token, until), snapshot, next)!);
                }
            }
        }

        throw new WeChatException(WeChatErrorKind.LoginAgain, "The token is not the current one of a live session. Let the mini-program call wx.login again.");
    }

    /// <summary>Ends the session of a token.</summary>
    /// <returns>True when there was one; false when it was gone already or the token is malformed.</returns>
    public ValueTask<bool> LogoutAsync(string? token, CancellationToken cancellationToken = default) =>
        _app.Snapshot.Tokens.TryRead(token, out var address) ? RevokeAsync(address, cancellationToken) : new(false);

    /// <summary>Ends all sessions of the user whose live session the token is.</summary>
    /// <returns>True when the token was live; false, having ended nothing, when not.</returns>
    public async ValueTask<bool> LogoutEverywhereAsync(string? token, CancellationToken cancellationToken = default)
    {
        // The handle in a token is no proof of anything: only a live session may end the others.
        if (await ValidateAsync(token, cancellationToken).ConfigureAwait(false) is not { } session)
        {
            return false;
        }

        await RevokeAllAsync(session.Address.User, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Lists a user's live sessions, newest first.</summary>
    public async ValueTask<IReadOnlyList<MiniSession>> ListAsync(string openId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(openId);
        var snapshot = _app.Snapshot;
        var user = snapshot.Tokens.HandleOf(openId);
        var now = _app.Now();
        var records = await _store.RunAsync("list", StoreGuard.WriteLimit, ct => _app.Store.ListAsync(user, now, ct), cancellationToken).ConfigureAwait(false);
        return [.. records.Select(record => Materialise(record, snapshot, new SessionAddress(user, record.Token))).OfType<MiniSession>()];
    }

    /// <summary>Ends one of a user's sessions by its <see cref="MiniSession.Reference"/>.</summary>
    /// <returns>True when there was one.</returns>
    public ValueTask<bool> RevokeAsync(string openId, string reference, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(openId);
        ArgumentException.ThrowIfNullOrEmpty(reference);
        Span<byte> hash = stackalloc byte[TokenHash.Size];
        return reference.Length == 43 && Base64Url.DecodeFromChars(reference, hash, out _, out var written) == OperationStatus.Done && written == TokenHash.Size
            ? RevokeAsync(new SessionAddress(_app.Snapshot.Tokens.HandleOf(openId), new TokenHash(hash)), cancellationToken)
            : new(false);
    }

    /// <summary>Ends all sessions of a user. One that began before this call is refused everywhere once it returns.</summary>
    public ValueTask RevokeAllAsync(string openId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(openId);
        return RevokeAllAsync(_app.Snapshot.Tokens.HandleOf(openId), cancellationToken);
    }

    /// <summary>Removes ended sessions from the store, a bounded number per call; a scheduled function calls it.</summary>
    /// <param name="maxSessions">How many to remove at most; at least 1, 1,000 by default.</param>
    /// <param name="cancellationToken">Ends the work between two steps.</param>
    /// <returns>How many were removed; fewer than <paramref name="maxSessions"/> means that nothing is left to do.</returns>
    public ValueTask<int> PurgeAsync(int maxSessions = 1000, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSessions, 1);
        return _store.RunAsync("purge", StoreGuard.PurgeLimit, ct => _app.Store.PurgeAsync(_app.Now(), maxSessions, ct), cancellationToken);
    }

    private static bool IsTouchDue(SessionRecord? record, AppSnapshot snapshot, DateTimeOffset now) =>
        record is not null && now - record.SeenAt >= snapshot.TouchInterval;

    private ValueTask<bool> RevokeAsync(SessionAddress address, CancellationToken cancellationToken) =>
        _store.RunAsync("revoke", StoreGuard.WriteLimit, ct => _app.Store.RevokeAsync(address, _app.Now(), ct), cancellationToken);

    private async ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken) =>
        await _store.RunAsync("revoke all", StoreGuard.WriteLimit, async ct =>
        {
            await _app.Store.RevokeAllAsync(user, ct).ConfigureAwait(false);
            return true;
        }, cancellationToken).ConfigureAwait(false);

    private async ValueTask<MiniSession?> FinishAsync(ValueTask<SessionLookup> find, AppSnapshot snapshot, SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await find.ConfigureAwait(false);
        return IsTouchDue(found.Session, snapshot, now)
            ? await TouchAsync(found.Session!, snapshot, address, now, cancellationToken).ConfigureAwait(false)
            : Materialise(found.Session, snapshot, address);
    }

    private async ValueTask<MiniSession?> TouchAsync(SessionRecord record, AppSnapshot snapshot, SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Materialise(record, snapshot, address) is not { } session || !_touching.TryAdd(address, true))
        {
            return Materialise(record, snapshot, address);
        }

        try
        {
            var idle = now + snapshot.Options.Sessions.IdleTimeout;
            var touched = await _store.RunAsync("touch", StoreGuard.TouchLimit, ct => _app.Store.TouchAsync(address, new SessionTouch(now, idle), ct), cancellationToken).ConfigureAwait(false);

            // Gone between the two steps: it was revoked, and says so at once.
            return touched ? Materialise(record.Touched(now, idle), snapshot, address) : null;
        }
        catch (WeChatException)
        {
            // The session was found alive a moment ago. Its use is written down by a later request.
            return session;
        }
        finally
        {
            _touching.TryRemove(address, out _);
        }
    }

    /// <summary>Turns a record into a session, refusing one whose data is not of this app or does not belong to the partition it lay in.</summary>
    private MiniSession? Materialise(SessionRecord? record, AppSnapshot snapshot, SessionAddress address)
    {
        if (record is null)
        {
            return null;
        }

        if (record.Materialised is { } known && known.Address == address)
        {
            return known;
        }

        if (SessionData.TryRead(record.Data.Span) is not { } data || data.AppId != snapshot.Options.AppId || snapshot.Tokens.HandleOf(data.OpenId) != address.User)
        {
            _store.Log.ForeignRecord(_app.Label);
            return null;
        }

        return record.Materialised = new MiniSession(record, address, _app.Name, data);
    }
}

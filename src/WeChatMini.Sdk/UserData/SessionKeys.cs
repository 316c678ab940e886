using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.UserData;

/// <summary>The session_key slots of an app's users, reached through a live session only.</summary>
internal sealed class SessionKeys(MiniApp app, StoreGuard store)
{
    /// <summary>Reads the slot; null when the session has ended or is another app's.</summary>
    /// <exception cref="WeChatException">Of kind <see cref="WeChatErrorKind.StoreUnavailable"/>.</exception>
    public async ValueTask<SessionKeySlot?> FindAsync(MiniSession session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.AppId == app.Snapshot.Options.AppId
            ? (await store.FindAsync(session.Address, now, cancellationToken).ConfigureAwait(false)).Key
            : null;
    }

    /// <summary>Returns the text of the current key, for its owner to empty.</summary>
    /// <exception cref="WeChatException">Of kind <see cref="WeChatErrorKind.LoginAgain"/> when there is none.</exception>
    public async ValueTask<byte[]> CurrentAsync(MiniSession session, CancellationToken cancellationToken)
    {
        var slot = await FindAsync(session, app.Now(), cancellationToken).ConfigureAwait(false);
        return slot is not null && app.Snapshot.SessionKeySeal.Open(slot.Current.Blob.Span, session.OpenId) is { } key
            ? key
            : throw new WeChatException(WeChatErrorKind.LoginAgain, "The session has ended or has no session_key. Let the mini-program call wx.login again.");
    }

    /// <summary>Puts a key that WeChat renewed into the slot, unless a later login has put a newer one there.</summary>
    public async ValueTask PutAsync(MiniSession session, string sessionKey, DateTimeOffset obtainedAt)
    {
        var key = app.Snapshot.SessionKeySeal.Seal(sessionKey, session.OpenId, obtainedAt);

        // WeChat has dropped the old key already: the new one is written whatever becomes of the caller.
        await store.RunAsync("put key", StoreGuard.WriteLimit, ct => app.Store.PutKeyAsync(session.Address.User, key, app.Now() + SessionKeySlot.PreviousKeyLife, ct), CancellationToken.None).ConfigureAwait(false);
    }
}

using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Documents;

/// <summary>
/// Sessions in a database that can do no more than read one document and write it if nobody else has written since. A user has one document with
/// all sessions and the key slot; a derived class moves its bytes, and everything that <see cref="ISessionStore"/> promises is kept here.
/// </summary>
/// <remarks>
/// A validation is one read. Every other operation reads, changes and writes conditionally, again from the start when somebody else was
/// quicker, for 2 s at most. Writers of one user within a process queue up. Each call to the database is given 700 ms, the first ones
/// of a process, which connect, 3 s. docs/decisions/0003-session-store.md has the reasons.
/// </remarks>
public abstract partial class DocumentSessionStore : ISessionStore
{
    /// <inheritdoc/>
    public virtual bool IsPerInstance => false;

    /// <summary>Gets the database's name, for messages.</summary>
    protected abstract string Engine { get; }

    /// <summary>Gets how many bytes <see cref="SessionDocument.Content"/> may have. A larger one is refused before the write, with a sentence that says why.</summary>
    protected abstract int MaxDocumentSize { get; }

    /// <inheritdoc/>
    public async ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creation);
        await ChangeAsync(creation.Session.User, document =>
        {
            document.Create(creation);
            return (true, DocumentEffect.Save);
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var document = await ReadAsync(address.User, cancellationToken).ConfigureAwait(false);
        return document?.Find(address.Token, now) is { } session ? new SessionLookup(session, document.Key) : default;
    }

    /// <inheritdoc/>
    public ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken) =>
        ChangeAsync(address.User, document =>
        {
            if (document.Find(address.Token, touch.Now) is not { } session)
            {
                return (false, DocumentEffect.None);
            }

            document.Replace(session, session.Touched(touch.Now, touch.IdleExpiresAt));
            return (true, DocumentEffect.Save);
        }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(address.User, document =>
        {
            if (document.Find(address.Token, now) is not { } session || session.Token != address.Token)
            {
                return (false, DocumentEffect.None);
            }

            document.Replace(session, session.Rotated(successor, graceUntil));
            return (true, DocumentEffect.Save);
        }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(address.User, document =>
            document.Find(address.Token, now) is { } session && document.Sessions.Remove(session) ? (true, DocumentEffect.Save) : (false, DocumentEffect.None), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken) =>
        await ChangeAsync(user, document =>
        {
            var effect = document.Sessions.Count > 0 ? DocumentEffect.Save : DocumentEffect.None;
            document.Sessions.Clear();
            return (true, effect);
        }, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ChangeAsync(user, document => document.PutKey(key, previousKeyUntil) ? (true, DocumentEffect.Save) : (false, DocumentEffect.None), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var document = await ReadAsync(user, cancellationToken).ConfigureAwait(false);
        return document is null ? [] : [.. document.Sessions.Where(session => session.IsLive(now)).OrderByDescending(session => session.CreatedAt)];
    }

    /// <inheritdoc/>
    public async ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSessions, 1);
        cancellationToken.ThrowIfCancellationRequested();
        var removed = 0;
        await foreach (var user in ScanAsync(now, cancellationToken).ConfigureAwait(false))
        {
            removed += await ChangeAsync(user, document =>
            {
                var ended = document.RemoveEnded(now, maxSessions - removed);
                return (ended, document.Sessions.Count == 0 ? DocumentEffect.Delete : ended > 0 ? DocumentEffect.Save : DocumentEffect.None);
            }, cancellationToken).ConfigureAwait(false);
            if (removed == maxSessions)
            {
                break;
            }
        }

        return removed;
    }

    /// <summary>Reads the document of a user, strongly consistent: what was saved before this began is seen.</summary>
    /// <returns>The document with its version, or null when there is none.</returns>
    protected abstract ValueTask<StoredDocument?> LoadAsync(UserHandle user, CancellationToken cancellationToken);

    /// <summary>Writes the document of a user in one step, if its state is still the one that the caller knows.</summary>
    /// <param name="user">Whose document it is.</param>
    /// <param name="document">What to write.</param>
    /// <param name="version">The version to replace; null when there must be no document.</param>
    /// <param name="cancellationToken">Ends the wait; whether the document was written is then not known.</param>
    /// <returns>True when it was written; false, having changed nothing, when the state was another one.</returns>
    protected abstract ValueTask<bool> SaveAsync(UserHandle user, SessionDocument document, string? version, CancellationToken cancellationToken);

    /// <summary>Removes the document of a user in one step, if its version is still this one.</summary>
    /// <returns>True when it was removed; false, having changed nothing, when not.</returns>
    protected abstract ValueTask<bool> DeleteAsync(UserHandle user, string version, CancellationToken cancellationToken);

    /// <summary>Finds the users with a <see cref="SessionDocument.PurgeAt"/> not after <paramref name="now"/>, page by page, as far as the caller reads.</summary>
    /// <returns>Their handles; none by default, for a database that removes by itself what has ended.</returns>
    protected virtual IAsyncEnumerable<UserHandle> ScanAsync(DateTimeOffset now, CancellationToken cancellationToken) => AsyncEnumerable.Empty<UserHandle>();
}

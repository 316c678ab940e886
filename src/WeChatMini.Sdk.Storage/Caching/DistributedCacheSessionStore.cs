using System.Buffers.Text;
using Microsoft.Extensions.Caching.Distributed;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Caching;

/// <summary>
/// Sessions in any <see cref="IDistributedCache"/>, which can neither compare before it writes nor say what it holds. So a session's
/// entry is written by its login alone and never again; what changes lies beside it, under keys of its own.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term><c>wxmini:{handle}:epoch</c></term><description>16 random bytes. A session counts while its own copy of them is the same.</description></item>
/// <item><term><c>wxmini:{handle}:s:hash</c></term><description>A session and the epoch of its login.</description></item>
/// <item><term><c>wxmini:{handle}:u:hash</c></term><description>Its last use and its idle end, once it was used. Without the session it means nothing.</description></item>
/// <item><term><c>wxmini:{handle}:key</c></term><description>The user's session_key slot.</description></item>
/// </list>
/// <para>What has ended stays ended, since no value is ever written a second time: a touch does not write the session, and every epoch that
/// is written is a new random number, so that none from before the end of all sessions comes back. That is why a login which
/// finds the epoch leaves it as it is and lets the cache's sliding expiration keep it: writing it again, to prolong its life, could
/// undo an end of all sessions that ran between the reading and the writing.</para>
/// <para>A cache may drop any entry. Without its epoch a session is refused, for it may be one that was ended; the user signs in
/// again, and nobody else is concerned. So that this happens only to a cache that lacks room, the epoch outlives every session: each look-up
/// of the user's sessions keeps it for another <see cref="EpochLife"/>, and no session lives longer than a year. Without its note of the last use
/// a session ends when it would have ended unused; without the slot it is alive and cannot decrypt.</para>
/// <para>A login reads the epoch again when everything is written, and moves to the one that is there if it has changed: one that ran beside
/// the end of all sessions is then as one that came after. Two first logins of a user, in one moment, both find no epoch; the one whose epoch was
/// replaced after its second look has to sign in again.</para>
/// </remarks>
internal sealed class DistributedCacheSessionStore(IDistributedCache cache) : ISessionStore
{
    /// <summary>How long an epoch lives that nobody asks for: longer than any session may.</summary>
    private static readonly TimeSpan EpochLife = TimeSpan.FromDays(366);

    /// <summary>How much longer than the session its entries live, for clocks that differ. What counts is the caller's time.</summary>
    private static readonly TimeSpan Backstop = TimeSpan.FromDays(1);

    private const int MostEpochs = 5;

    public bool IsPerInstance { get; } = cache.GetType().FullName == "Microsoft.Extensions.Caching.Distributed.MemoryDistributedCache";

    public async ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(creation);
        cancellationToken.ThrowIfCancellationRequested();
        var session = creation.Session;
        var life = LifeUntil(session.ExpiresAt, creation.Now);
        await MergeKeyAsync(creation, life, cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < MostEpochs; attempt++)
        {
            var epoch = await FindOrMakeEpochAsync(session.User, cancellationToken).ConfigureAwait(false);
            await cache.SetAsync(SessionKey(session.User, session.Token), CacheEntries.Write(session, epoch), ForAtMost(life), cancellationToken).ConfigureAwait(false);
            if (CacheEntries.TryReadEpoch(await cache.GetAsync(EpochKey(session.User), cancellationToken).ConfigureAwait(false), out var now) && now == epoch)
            {
                return;
            }
        }

        throw new InvalidOperationException("The cache did not keep what a login wrote, or all sessions of the user were ended again and again meanwhile.");
    }

    public async ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (live, slot) = (FindLiveAsync(address, now, cancellationToken), cache.GetAsync(SlotKey(address.User), cancellationToken));
        await Task.WhenAll(live, slot).ConfigureAwait(false);
        return live.Result is { } session ? new SessionLookup(session, slot.Result is { } bytes ? CacheEntries.ReadSlot(bytes).Slot : null) : default;
    }

    /// <summary>Of touches at the same moment the one that is written last counts; the last use may so be a moment too early.</summary>
    public async ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await FindLiveAsync(address, touch.Now, cancellationToken).ConfigureAwait(false) is not { } session)
        {
            return false;
        }

        var touched = session.Touched(touch.Now, touch.IdleExpiresAt);
        await cache.SetAsync(
            UseKey(address.User, address.Token),
            CacheEntries.Write(new SessionTouch(touched.SeenAt, touched.IdleExpiresAt)),
            ForAtMost(LifeUntil(session.ExpiresAt, touch.Now)),
            cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Rotates nothing: of two rotations at once both would win, and one beside a logout would bring the session back. The user signs in again, by code.</summary>
    public ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(false);
    }

    /// <summary>Of several calls at once more than one may say that it ended the session.</summary>
    public async ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await FindLiveAsync(address, now, cancellationToken).ConfigureAwait(false) is null)
        {
            return false;
        }

        await cache.RemoveAsync(SessionKey(address.User, address.Token), cancellationToken).ConfigureAwait(false);
        await cache.RemoveAsync(UseKey(address.User, address.Token), cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await WriteEpochAsync(user, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Of two keys at the same moment the one that is written last counts, even if the other is newer.</summary>
    public async ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        if (await cache.GetAsync(SlotKey(user), cancellationToken).ConfigureAwait(false) is not { } bytes)
        {
            return false;
        }

        var (slot, life) = CacheEntries.ReadSlot(bytes);
        var merged = SessionKeySlot.Merge(slot, key, previousKeyUntil);
        if (merged == slot)
        {
            return false;
        }

        await cache.SetAsync(SlotKey(user), CacheEntries.Write(merged, life), WhileUsed(life), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <exception cref="NotSupportedException">Always: a cache does not say what it holds, and no list is better than one without the device that matters.</exception>
    public ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken) =>
        throw new NotSupportedException("An IDistributedCache does not say what it holds, so a user's sessions cannot be listed there. End them all with RevokeAllAsync, or keep sessions in Redis or a database.");

    /// <summary>Removes nothing: the cache drops what has expired by itself.</summary>
    public ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSessions, 1);
        cancellationToken.ThrowIfCancellationRequested();
        return new(0);
    }

    // The braces keep a user's entries together in a Redis Cluster.
    private static string EpochKey(UserHandle user) => $"wxmini:{{{user}}}:epoch";

    private static string SlotKey(UserHandle user) => $"wxmini:{{{user}}}:key";

    private static string SessionKey(UserHandle user, TokenHash token) => $"wxmini:{{{user}}}:s:{Base64Url.EncodeToString(token.ToArray())}";

    private static string UseKey(UserHandle user, TokenHash token) => $"wxmini:{{{user}}}:u:{Base64Url.EncodeToString(token.ToArray())}";

    /// <summary>By the caller's time, which need not be the cache's.</summary>
    private static TimeSpan LifeUntil(DateTimeOffset end, DateTimeOffset now) => (end > now ? end - now : TimeSpan.Zero) + Backstop;

    private static DistributedCacheEntryOptions ForAtMost(TimeSpan life) => new() { AbsoluteExpirationRelativeToNow = life };

    private static DistributedCacheEntryOptions WhileUsed(TimeSpan life) => new() { SlidingExpiration = life };

    private async Task<SessionRecord?> FindLiveAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Task<byte[]?>[] reads =
        [
            cache.GetAsync(SessionKey(address.User, address.Token), cancellationToken),
            cache.GetAsync(UseKey(address.User, address.Token), cancellationToken),
            cache.GetAsync(EpochKey(address.User), cancellationToken),
        ];
        if (await Task.WhenAll(reads).ConfigureAwait(false) is not [{ } bytes, var useBytes, var epochBytes])
        {
            return null;
        }

        var (session, epoch) = CacheEntries.ReadSession(address, bytes);
        if (!CacheEntries.TryReadEpoch(epochBytes, out var current) || current != epoch)
        {
            return null;
        }

        if (useBytes is not null)
        {
            var use = CacheEntries.ReadUse(useBytes);
            session = session.Touched(use.Now, use.IdleExpiresAt);
        }

        return session.IsLive(now) ? session : null;
    }

    private async Task<UInt128> FindOrMakeEpochAsync(UserHandle user, CancellationToken cancellationToken) =>
        CacheEntries.TryReadEpoch(await cache.GetAsync(EpochKey(user), cancellationToken).ConfigureAwait(false), out var epoch)
            ? epoch
            : await WriteEpochAsync(user, cancellationToken).ConfigureAwait(false);

    private async Task<UInt128> WriteEpochAsync(UserHandle user, CancellationToken cancellationToken)
    {
        var epoch = CacheEntries.NewEpoch();
        await cache.SetAsync(EpochKey(user), CacheEntries.Write(epoch), WhileUsed(EpochLife), cancellationToken).ConfigureAwait(false);
        return epoch;
    }

    private async Task MergeKeyAsync(SessionCreation creation, TimeSpan life, CancellationToken cancellationToken)
    {
        var key = SlotKey(creation.Session.User);
        SessionKeySlot? slot = null;
        if (await cache.GetAsync(key, cancellationToken).ConfigureAwait(false) is { } bytes)
        {
            try
            {
                (slot, var before) = CacheEntries.ReadSlot(bytes);
                life = before > life ? before : life;
            }
            catch (InvalidDataException)
            {
                // Not ours, and no use to anybody here: the login replaces it.
            }
        }

        var merged = SessionKeySlot.Merge(slot, creation.Key, creation.PreviousKeyUntil);
        await cache.SetAsync(key, CacheEntries.Write(merged, life), WhileUsed(life), cancellationToken).ConfigureAwait(false);
    }
}

using System.Collections.Concurrent;
using System.Text;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Testing.Tests.Stores;

/// <summary>Bugs that show one call at a time.</summary>
internal static class PlainBugs
{
    public static IReadOnlyList<PlantedBug> All { get; } =
    [
        new("an expired session is found", "A session is alive until the very instant of its idle end", () => new PlantedStore { Find = (store, address, _, ct) => store.FindAsync(address, DateTimeOffset.MinValue, ct).AsTask() }),
        new("the end is by the store's own clock", "Time is the caller's: a session that begins tomorrow or ended yesterday goes by the time it is asked with", () => new PlantedStore { Find = (store, address, _, ct) => store.FindAsync(address, DateTimeOffset.UtcNow, ct).AsTask() }),
        new("the end is inclusive", "A session is alive until the very instant of its absolute end", () => new PlantedStore { Find = (store, address, now, ct) => store.FindAsync(address, now.AddMilliseconds(-1), ct).AsTask() }),
        new("the user of an address is ignored", "A token finds nothing in the partition of another user, who may be another mini-program's", () =>
        {
            var owners = new ConcurrentDictionary<TokenHash, UserHandle>();
            return new PlantedStore
            {
                Create = (store, creation, ct) =>
                {
                    owners[creation.Session.Token] = creation.Session.User;
                    return store.CreateAsync(creation, ct).AsTask();
                },
                Find = (store, address, now, ct) => store.FindAsync(new SessionAddress(owners.GetValueOrDefault(address.Token), address.Token), now, ct).AsTask(),
            };
        }),
        new("finding a session is a use of it", "Finding changes nothing", () => new PlantedStore
        {
            Find = async (store, address, now, ct) =>
            {
                await store.TouchAsync(address, new SessionTouch(now, now.AddDays(3)), ct);
                return await store.FindAsync(address, now, ct);
            },
        }),
        new("what was found is remembered", "Ending all sessions ends every one of the user and no others", () =>
        {
            var cache = new ConcurrentDictionary<SessionAddress, SessionLookup>();
            return new PlantedStore
            {
                Create = async (store, creation, ct) =>
                {
                    await store.CreateAsync(creation, ct);
                    cache[new SessionAddress(creation.Session.User, creation.Session.Token)] = new SessionLookup(creation.Session, new SessionKeySlot(creation.Key));
                },
                Find = async (store, address, now, ct) => cache.TryGetValue(address, out var known) ? known : await store.FindAsync(address, now, ct),
            };
        }),
        new("data is kept as text", "Data of 12 KB and every byte value comes back as it was", () => new PlantedStore
        {
            Create = (store, creation, ct) => store.CreateAsync(PlantedBug.With(creation, data: Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(creation.Session.Data.Span))), ct).AsTask(),
        }),
        new("a touch writes the ends it is given", "A touch never moves the idle end backwards", () => new PlantedStore
        {
            Touch = async (store, address, touch, ct) =>
            {
                if (await store.FindAsync(address, touch.Now, ct) is not { Session: { } session, Key: { } key })
                {
                    return false;
                }

                await store.RevokeAsync(address, touch.Now, ct);
                await store.CreateAsync(PlantedBug.WriteBack(new SessionRecord { User = session.User, Token = session.Token, CreatedAt = session.CreatedAt, SeenAt = touch.Now, IdleExpiresAt = touch.IdleExpiresAt, ExpiresAt = session.ExpiresAt, Data = session.Data }, key.Current, touch.Now), ct);
                return true;
            },
        }),
        new("a touch is lost", "A touch moves the last use and the idle end forward", () => new PlantedStore { Touch = async (store, address, touch, ct) => (await store.FindAsync(address, touch.Now, ct)).Session is not null }),
        new("the grace is an hour whatever was asked", "The old token works until the very instant its grace ends", () => new PlantedStore { Rotate = (store, address, successor, _, now, ct) => store.RotateAsync(address, successor, now.AddHours(1), now, ct).AsTask() }),
        new("the previous token may rotate", "The previous token cannot rotate even within its grace", () => new PlantedStore
        {
            Rotate = async (store, address, successor, graceUntil, now, ct) => (await store.FindAsync(address, now, ct)).Session is { } session
                && await store.RotateAsync(new SessionAddress(address.User, session.Token), successor, graceUntil, now, ct),
        }),
        new("a revocation always says yes", "A revoked session is gone and the second call says so", () => new PlantedStore
        {
            Revoke = async (store, address, now, ct) =>
            {
                await store.RevokeAsync(address, now, ct);
                return true;
            },
        }),
        new("the cap is not kept", "Beyond the cap the oldest session goes", () => new PlantedStore { Create = (store, creation, ct) => store.CreateAsync(PlantedBug.With(creation, maxSessions: 1000), ct).AsTask() }),
        new("the cap takes the new session when its clock is behind", "The new session stays even when its clock says that it is the oldest", () => new PlantedStore
        {
            Create = async (store, creation, ct) =>
            {
                await store.CreateAsync(PlantedBug.With(creation, maxSessions: creation.MaxSessions + 1), ct);
                foreach (var session in (await store.ListAsync(creation.Session.User, creation.Now, ct)).Skip(creation.MaxSessions))
                {
                    await store.RevokeAsync(new SessionAddress(session.User, session.Token), creation.Now, ct);
                }
            },
        }),
        new("a list is in the order of arrival", "A list shows the newest session first, whatever the order of arrival", () => new PlantedStore { List = async (store, user, now, ct) => [.. (await store.ListAsync(user, now, ct)).Reverse()] }),
        new("a list shows what has expired", "A list leaves out what has ended", () => new PlantedStore { List = (store, user, _, ct) => store.ListAsync(user, DateTimeOffset.MinValue, ct).AsTask() }),
        new("a purge takes sessions that are alive", "A purge removes no session an instant too early", () => new PlantedStore { Purge = (store, now, most, ct) => store.PurgeAsync(now.AddMilliseconds(1), most, ct).AsTask() }),
        new("a purge takes all at once", "A purge removes no more than it may and goes on where it stopped", () => new PlantedStore { Purge = (store, now, _, ct) => store.PurgeAsync(now, int.MaxValue, ct).AsTask() }),
        new("a cancelled call is made all the same", "A revocation that is cancelled before it begins says so and changes nothing", () => new PlantedStore { Revoke = (store, address, now, _) => store.RevokeAsync(address, now, default).AsTask() }),
        new("a failure of the engine gets through", "A list shows nobody else's sessions", () => new PlantedStore { List = (_, _, _, _) => throw new TimeoutException("the engine does not answer") }),
    ];
}

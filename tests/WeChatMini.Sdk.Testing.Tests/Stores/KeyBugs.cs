using System.Collections.Concurrent;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Testing.Tests.Stores;

/// <summary>Bugs of the session_key slot.</summary>
internal static class KeyBugs
{
    public static IReadOnlyList<PlantedBug> All { get; } =
    [
        new("the key that arrives last is current", "A session_key that was obtained earlier and comes late changes nothing", () =>
        {
            var last = new ConcurrentDictionary<UserHandle, SealedSessionKey>();
            return new PlantedStore
            {
                Create = (store, creation, ct) =>
                {
                    last[creation.Session.User] = creation.Key;
                    return store.CreateAsync(creation, ct).AsTask();
                },
                Find = async (store, address, now, ct) =>
                {
                    var found = await store.FindAsync(address, now, ct);
                    return found.Session is null ? found : new SessionLookup(found.Session, new SessionKeySlot(last[address.User], found.Key!.Previous, found.Key.PreviousUntil));
                },
            };
        }),
        new("the key before is not kept", "A newer session_key serves all devices and keeps the one before it", () => new PlantedStore
        {
            Find = async (store, address, now, ct) =>
            {
                var found = await store.FindAsync(address, now, ct);
                return found.Session is null ? found : new SessionLookup(found.Session, new SessionKeySlot(found.Key!.Current));
            },
        }),
        new("each session keeps the key of its own login", "A newer session_key serves all devices and keeps the one before it", () =>
        {
            var own = new ConcurrentDictionary<SessionAddress, SealedSessionKey>();
            return new PlantedStore
            {
                Create = (store, creation, ct) =>
                {
                    own[new SessionAddress(creation.Session.User, creation.Session.Token)] = creation.Key;
                    return store.CreateAsync(creation, ct).AsTask();
                },
                Find = async (store, address, now, ct) =>
                {
                    var found = await store.FindAsync(address, now, ct);
                    return found.Session is not null && own.TryGetValue(address, out var key) ? new SessionLookup(found.Session, new SessionKeySlot(key)) : found;
                },
            };
        }),
        new("a renewed key that is older is said to be taken", "A renewed key that was asked for before the last login changes nothing", () => new PlantedStore
        {
            PutKey = async (store, user, key, until, ct) =>
            {
                await store.PutKeyAsync(user, key, until, ct);
                return true;
            },
        }),
        new("a renewed key goes nowhere", "A renewed key is current at once and the one before may be tried for a while", () => new PlantedStore { PutKey = (_, _, _, _, _) => Task.FromResult(true) }),
    ];
}

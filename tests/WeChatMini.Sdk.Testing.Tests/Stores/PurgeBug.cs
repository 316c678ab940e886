using System.Collections.Concurrent;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Testing.Tests.Stores;

/// <summary>Looks which users have no session, and a moment later removes them with whatever they have then.</summary>
internal static class PurgeBug
{
    public static ISessionStore Open()
    {
        var users = new ConcurrentDictionary<UserHandle, bool>();
        return new PlantedStore
        {
            Create = (store, creation, ct) =>
            {
                users[creation.Session.User] = true;
                return store.CreateAsync(creation, ct).AsTask();
            },
            Purge = async (store, now, most, ct) =>
            {
                var empty = new List<UserHandle>();
                foreach (var user in users.Keys)
                {
                    if ((await store.ListAsync(user, now, ct)).Count == 0)
                    {
                        empty.Add(user);
                    }
                }

                await RacyBugs.DawdleAsync();
                foreach (var user in empty)
                {
                    await store.RevokeAllAsync(user, ct);
                    users.TryRemove(user, out _);
                }

                return await store.PurgeAsync(now, most, ct);
            },
        };
    }
}

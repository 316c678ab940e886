using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Testing.Tests.Stores;

/// <summary>Bugs that show only when calls are made at once. Each lets others in between its two steps.</summary>
internal static class RacyBugs
{
    public static IReadOnlyList<PlantedBug> All { get; } =
    [
        new("a touch writes an ended session back", "A touch beside the end of its session leaves it ended", () => new PlantedStore
        {
            Touch = async (store, address, touch, ct) =>
            {
                var found = await store.FindAsync(address, touch.Now, ct);
                await DawdleAsync();
                if (found.Session is { } session && !await store.TouchAsync(address, touch, ct))
                {
                    await store.CreateAsync(PlantedBug.WriteBack(session.Touched(touch.Now, touch.IdleExpiresAt), found.Key!.Current, touch.Now), ct);
                }

                return found.Session is not null;
            },
        }),
        new("a login writes the sessions back that it read", "A login that was acknowledged before all sessions are ended is never found again, with others under way", () => new PlantedStore
        {
            Create = async (store, creation, ct) =>
            {
                var read = await store.ListAsync(creation.Session.User, creation.Now, ct);
                await DawdleAsync();
                var now = (await store.ListAsync(creation.Session.User, creation.Now, ct)).Select(session => session.Token).ToHashSet();
                foreach (var gone in read.Where(session => !now.Contains(session.Token)))
                {
                    await store.CreateAsync(PlantedBug.WriteBack(gone, creation.Key, creation.Now), ct);
                }

                await store.CreateAsync(creation, ct);
            },
        }),
        new("a login overwrites what another wrote since it read the list", "Logins at once lose none of each other", () => new PlantedStore
        {
            Create = async (store, creation, ct) =>
            {
                var read = (await store.ListAsync(creation.Session.User, creation.Now, ct)).Select(session => session.Token).ToHashSet();
                await DawdleAsync();
                foreach (var session in (await store.ListAsync(creation.Session.User, creation.Now, ct)).Where(session => !read.Contains(session.Token)))
                {
                    await store.RevokeAsync(new SessionAddress(session.User, session.Token), creation.Now, ct);
                }

                await store.CreateAsync(creation, ct);
            },
        }),
        new("a login counts the sessions before it adds its own", "Logins of one user at once leave exactly as many sessions as are allowed, the newest among them", () => new PlantedStore
        {
            Create = async (store, creation, ct) =>
            {
                var before = await store.ListAsync(creation.Session.User, creation.Now, ct);
                await DawdleAsync();
                foreach (var oldest in before.Skip(creation.MaxSessions - 1))
                {
                    await store.RevokeAsync(new SessionAddress(oldest.User, oldest.Token), creation.Now, ct);
                }

                await store.CreateAsync(PlantedBug.With(creation, maxSessions: 10_000), ct);
            },
        }),
        new("every rotation that saw the token wins", "Of many rotations at once one wins", () => new PlantedStore
        {
            Rotate = async (store, address, successor, graceUntil, now, ct) =>
            {
                var found = await store.FindAsync(address, now, ct);
                await DawdleAsync();
                await store.RotateAsync(address, successor, graceUntil, now, ct);
                return found.Session?.Token == address.Token;
            },
        }),
        new("a rotation writes the session that it read under the new token", "A rotation beside the end of all sessions leaves them ended", () => new PlantedStore
        {
            Rotate = async (store, address, successor, graceUntil, now, ct) =>
            {
                var found = await store.FindAsync(address, now, ct);
                await DawdleAsync();
                if (found.Session is not { } session || session.Token != address.Token)
                {
                    return false;
                }

                await store.RevokeAsync(address, now, ct);
                await store.CreateAsync(PlantedBug.WriteBack(session.Rotated(successor, graceUntil), found.Key!.Current, now), ct);
                return true;
            },
        }),
        new("every revocation that saw the session says that it ended it", "Of many revocations at once one says that it ended the session", () => new PlantedStore
        {
            Revoke = async (store, address, now, ct) =>
            {
                var found = await store.FindAsync(address, now, ct);
                await DawdleAsync();
                await store.RevokeAsync(address, now, ct);
                return found.Session is not null;
            },
        }),
        new("all sessions are ended one after the other", "Nobody sees a user half signed out", () => new PlantedStore
        {
            RevokeAll = async (store, user, ct) =>
            {
                foreach (var session in await store.ListAsync(user, DateTimeOffset.MinValue, ct))
                {
                    await store.RevokeAsync(new SessionAddress(user, session.Token), DateTimeOffset.MinValue, ct);
                    await DawdleAsync();
                }
            },
        }),
        new("a purge takes a user whose sessions it has seen to be none, whoever came since", "A purge beside the login of a user without sessions leaves the login alive", PurgeBug.Open),
    ];

    /// <summary>Long enough for another call to come in between, even on one processor.</summary>
    public static Task DawdleAsync() => Task.Delay(1);
}

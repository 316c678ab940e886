using WeChatMini.Benchmarks.Harness;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>One database, and the ways to use it.</summary>
internal sealed class StoreCase : IAsyncDisposable
{
    public static readonly StoreContender[] Contenders =
    [
        new("bare lookup", false, 0, null),
        new("lookup by hand", false, 0, null),
        new("FindAsync", false, 0, 1),
        new("validation by hand", false, 0, null),
        new("ValidateAsync", false, 0, 3),
        new("bare write", true, 5, null),
        new("4 sessions, rows", true, 5, null),
        new("4 sessions by hand", true, 5, null),
        new("login, 4 sessions", true, 5, 7),
        new("new user, rows", true, 5, null),
        new("new user by hand", true, 5, null),
        new("login, new user", true, 5, 10),
    ];

    private readonly Population _population;
    private readonly SeededStore _seeded;
    private readonly ValidationByHand _byHand;
    private readonly WeChatMiniClient _client;

    private StoreCase(Population population, SeededStore seeded)
    {
        (_population, _seeded, _byHand) = (population, seeded, new ValidationByHand(seeded.SameWork));
        _client = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = App.Id, AppSecret = App.Secret }, app => app.UseSessionStore(_ => seeded.Store));
    }

    public int Sessions => _population.Sessions;

    public static async Task<StoreCase> SeedAsync(StoreEngine engine, int sessions, int index)
    {
        var population = new Population(sessions);
        var seeded = new StoreCase(population, await engine.SeedAsync(population, index));

        // Everybody must know what was put there behind their backs.
        for (var contender = 0; contender < Contenders.Length; contender++)
        {
            if (!Contenders[contender].IsWrite)
            {
                var call = await seeded.PrepareAsync(contender, 100);
                for (var check = 0; check < 100; check++)
                {
                    await call();
                }
            }
        }

        return seeded;
    }

    /// <summary>Prepares calls with values of their own, and returns what makes one.</summary>
    public async Task<Func<Task>> PrepareAsync(int contender, int calls)
    {
        var next = 0;
        switch (Contenders[contender].Name)
        {
            case "bare lookup":
                var keys = Many(calls, () => Population.BareKey(AddressOf(_population.RandomSession().Record)));
                return async () => MustBeThere(await _seeded.Bare.LookUpAsync(keys[next++]));
            case "lookup by hand":
                var same = Many(calls, () => AddressOf(_population.RandomSession().Record));
                return async () => MustBeThere((await _seeded.SameWork.FindAsync(same[next++], DateTimeOffset.UtcNow)).Key);
            case "FindAsync":
                var addresses = Many(calls, () => AddressOf(_population.RandomSession().Record));
                return async () => MustBeThere((await _seeded.Store.FindAsync(addresses[next++], DateTimeOffset.UtcNow, CancellationToken.None)).Key);
            case "validation by hand":
                var read = Many(calls, () => _population.RandomSession().Token);
                return async () => MustBeThere(await _byHand.ValidateAsync(read[next++]));
            case "ValidateAsync":
                var tokens = Many(calls, () => _population.RandomSession().Token);
                return async () => MustBeThere(await _client.Sessions.ValidateAsync(tokens[next++]));
            case "bare write":
                var rows = Many(calls, () => (Key: Population.BareKey(AddressOf(Population.NewUserLogin().Session)), Value: Population.NewBareValue()));
                return () => _seeded.Bare.WriteAsync(rows[next].Key, rows[next++].Value);
            case "4 sessions, rows":
                var replaced = await WithOldestAsync(_population.KnownUserLogins(calls));
                return () => _seeded.SameWork.WriteRowsAsync(replaced[next].Login, replaced[next++].Oldest);
            case "4 sessions by hand":
                var full = _population.KnownUserLogins(calls);
                return () => _seeded.SameWork.LoginAsync(full[next++]);
            case "login, 4 sessions":
                var known = _population.KnownUserLogins(calls);
                return () => _seeded.Store.CreateAsync(known[next++], CancellationToken.None).AsTask();
            case "new user, rows":
                var added = Many(calls, Population.NewUserLogin);
                return () => _seeded.SameWork.WriteRowsAsync(added[next++], null);
            case "new user by hand":
                var unknown = Many(calls, Population.NewUserLogin);
                return () => _seeded.SameWork.LoginAsync(unknown[next++]);
            default:
                var logins = Many(calls, Population.NewUserLogin);
                return () => _seeded.Store.CreateAsync(logins[next++], CancellationToken.None).AsTask();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _seeded.DisposeAsync();
    }

    private static SessionAddress AddressOf(SessionRecord record) => new(record.User, record.Token);

    private static T[] Many<T>(int count, Func<T> create) => [.. Enumerable.Range(0, count).Select(_ => create())];

    private static void MustBeThere(object? found)
    {
        if (found is null)
        {
            throw new InvalidOperationException("A seeded session was not found.");
        }
    }

    /// <summary>Where only rows are written it is known which session goes.</summary>
    private async Task<List<(SessionCreation Login, TokenHash Oldest)>> WithOldestAsync(SessionCreation[] logins)
    {
        var known = new List<(SessionCreation, TokenHash)>();
        foreach (var login in logins)
        {
            var sessions = await _seeded.Store.ListAsync(login.Session.User, login.Now, CancellationToken.None);
            known.Add((login, sessions[^1].Token));
        }

        return known;
    }
}

using WeChatMini.Benchmarks.Harness;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>One database, and the ways to use it in the order of <see cref="Names"/>.</summary>
internal sealed class StoreCase : IAsyncDisposable
{
    public const int Reads = 3;

    public static readonly string[] Names = ["bare lookup", "FindAsync", "ValidateAsync", "bare write", "login, 4 sessions", "login, new user"];

    private readonly Population _population;
    private readonly ISessionStore _store;
    private readonly IBareStore _bare;
    private readonly WeChatMiniClient _client;

    private StoreCase(Population population, ISessionStore store, IBareStore bare)
    {
        (_population, _store, _bare) = (population, store, bare);
        _client = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = App.Id, AppSecret = App.Secret }, app => app.UseSessionStore(_ => store));
    }

    public int Sessions => _population.Sessions;

    public static async Task<StoreCase> SeedAsync(StoreEngine engine, int sessions, int index)
    {
        var population = new Population(sessions);
        var (store, bare) = await engine.SeedAsync(population, index);
        var seeded = new StoreCase(population, store, bare);

        // The store and the client must know what was put there behind their backs.
        for (var check = 0; check < 100; check++)
        {
            var (token, record) = population.RandomSession();
            var found = await store.FindAsync(new SessionAddress(record.User, record.Token), DateTimeOffset.UtcNow, CancellationToken.None);
            if (found.Session is null || found.Key is null || await seeded._client.Sessions.ValidateAsync(token) is null || await bare.LookUpAsync(Key(record)) is null)
            {
                throw new InvalidOperationException("A seeded session is not found.");
            }
        }

        return seeded;
    }

    /// <summary>Prepares calls with values of their own, and returns what makes one.</summary>
    public Func<Task> Prepare(int contender, int calls)
    {
        var next = 0;
        switch (contender)
        {
            case 0:
                var keys = Many(calls, () => Key(_population.RandomSession().Record));
                return async () => MustBeThere(await _bare.LookUpAsync(keys[next++]));
            case 1:
                var addresses = Many(calls, () => _population.RandomSession().Record);
                return async () =>
                {
                    var record = addresses[next++];
                    MustBeThere((await _store.FindAsync(new SessionAddress(record.User, record.Token), DateTimeOffset.UtcNow, CancellationToken.None)).Session);
                };
            case 2:
                var tokens = Many(calls, () => _population.RandomSession().Token);
                return async () => MustBeThere(await _client.Sessions.ValidateAsync(tokens[next++]));
            case 3:
                var rows = Many(calls, () => (Key: Key(Population.NewUserLogin().Session), Value: Population.NewBareValue()));
                return () => _bare.WriteAsync(rows[next].Key, rows[next++].Value);
            default:
                var logins = Many<SessionCreation>(calls, contender == 4 ? _population.KnownUserLogin : Population.NewUserLogin);
                return () => _store.CreateAsync(logins[next++], CancellationToken.None).AsTask();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _bare.DisposeAsync();
        (_store as IDisposable)?.Dispose();
    }

    private static byte[] Key(SessionRecord record) => Population.BareKey(new SessionAddress(record.User, record.Token));

    private static T[] Many<T>(int count, Func<T> create) => [.. Enumerable.Range(0, count).Select(_ => create())];

    private static void MustBeThere(object? found)
    {
        if (found is null)
        {
            throw new InvalidOperationException("A seeded session was not found.");
        }
    }
}

using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Testing.Stores;

namespace SessionStores;

/// <summary>
/// The contract of WeChatMini.Sdk.Testing on one engine, each rule a test of its own. A class that derives from it says how the store is
/// opened; a server that takes long to start belongs into a fixture of that class.
/// </summary>
public abstract class StoreContractTests(ITestOutputHelper output) : IAsyncLifetime
{
    private ISessionStore? _store;

    /// <summary>The names of the rules.</summary>
    public static TheoryData<string> Rules => new(SessionStoreContract.Rules.Select(rule => rule.Name));

    /// <summary>What the report of a long run calls the store.</summary>
    protected abstract string Engine { get; }

    /// <summary>What the store promises; everything unless its class says less.</summary>
    protected virtual SessionStorePromises Promises => SessionStorePromises.All;

    /// <summary>How many histories every build runs: 200, unless the engine answers fast enough for more.</summary>
    protected virtual int Histories => 200;

    /// <summary>How many histories the long form runs; fewer where a stand-in is slow.</summary>
    protected virtual int LongHistories => 20_000;

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_store_keeps_the_contract(string rule)
    {
        var options = new SessionStoreContractOptions
        {
            Promises = Promises,
            Histories = StoreFigures.IsLong ? LongHistories : Histories,
            Rounds = StoreFigures.IsLong ? LongHistories / 10 : 50,
            ConcurrentLogins = StoreFigures.IsLong ? 1_000 : 200,
        };
        var result = await RuleCheck.CheckAsync(_store!, rule, options);

        // What it does not promise is no success either.
        Assert.SkipWhen(result.Outcome == SessionStoreOutcome.NotPromised, $"{Engine} does not promise it: {result.Explanation}");
        Assert.True(result.Outcome == SessionStoreOutcome.Held, result.ToString());
        if (result.Explanation.Length > 0)
        {
            StoreFigures.Report(output, $"contract: {Engine}: {rule}: {result.Explanation}");
        }
    }

    public virtual async ValueTask InitializeAsync() => _store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CloseAsync(_store!);
    }

    /// <summary>Opens the store. It may hold what other tests left.</summary>
    protected abstract ValueTask<ISessionStore> OpenAsync();

    /// <summary>Closes the store, and what <see cref="OpenAsync"/> opened for it.</summary>
    protected virtual ValueTask CloseAsync(ISessionStore store)
    {
        (store as IDisposable)?.Dispose();
        return default;
    }
}

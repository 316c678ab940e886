namespace StoreProcesses;

/// <summary>Eight processes that have one store open, for all tests of a class, since starting them is what costs.</summary>
public abstract class ProcessesFixture : IAsyncDisposable
{
    private const int Processes = 8;

    private readonly Lazy<Task<SpreadStore>> _store;

    protected ProcessesFixture() => _store = new(async () => new SpreadStore(await StartAsync(), Processes, CallsAtOnce));

    /// <summary>How many calls each process has under way at once; few where a stand-in that does one thing at a time would be too slow for the store's limits.</summary>
    protected virtual int CallsAtOnce => 1_000;

    internal Task<SpreadStore> StoreAsync() => _store.Value;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_store.IsValueCreated && _store.Value.IsCompletedSuccessfully)
        {
            (await _store.Value).Dispose();
        }

        await EndAsync();
    }

    /// <summary>Starts the engine, and says which store to open; see StoreWorker.</summary>
    protected abstract Task<string> StartAsync();

    /// <summary>Ends the engine, if it was started.</summary>
    protected abstract ValueTask EndAsync();
}

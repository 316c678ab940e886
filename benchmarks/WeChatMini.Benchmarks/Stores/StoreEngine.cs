namespace WeChatMini.Benchmarks.Stores;

/// <summary>An engine with a database for each size.</summary>
internal abstract class StoreEngine : IAsyncDisposable
{
    public abstract string Name { get; }

    /// <summary>Fills a database with the sessions, and with as many bare rows.</summary>
    /// <param name="population">Who is in it.</param>
    /// <param name="index">Of the database: 0 for the first.</param>
    public abstract Task<SeededStore> SeedAsync(Population population, int index);

    /// <summary>Lets the engine finish what seeding left to do, and makes it durable again.</summary>
    public abstract Task SettleAsync();

    public abstract ValueTask DisposeAsync();
}

using WeChatMini.Sdk.Testing.Stores;
using Xunit;

namespace Snippets;

public sealed class StoreContractExample
{
    #region store-contract
    [Fact]
    public async Task My_store_keeps_the_contract()
    {
        SessionStoreReport report = await SessionStoreContract.CheckAsync(new OneLockStore());

        report.EnsureHeld(); // throws with the report when a promise is broken
    }
    #endregion

    [Fact]
    public async Task A_weaker_store_says_what_it_does_not_promise()
    {
        var store = new OneLockStore();

        #region store-promises
        var options = new SessionStoreContractOptions
        {
            Promises = SessionStorePromises.All & ~(SessionStorePromises.Purge | SessionStorePromises.List),
            Histories = 2_000,
        };
        SessionStoreReport report = await SessionStoreContract.CheckAsync(store, options);
        Console.WriteLine(report);
        #endregion

        report.EnsureHeld();
    }
}

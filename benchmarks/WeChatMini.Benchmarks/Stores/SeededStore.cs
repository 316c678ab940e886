using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>One database, to be used in three ways.</summary>
internal sealed record SeededStore(ISessionStore Store, IBareStore Bare, ISameWork SameWork) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Bare.DisposeAsync();
        await SameWork.DisposeAsync();
        (Store as IDisposable)?.Dispose();
    }
}

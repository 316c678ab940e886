namespace WeChatMini.Functions.Tests.Freezes;

/// <summary>Several that are frozen side by side, each a few times in turn.</summary>
internal sealed class Frozen<T> : IAsyncDisposable
    where T : IAsyncDisposable
{
    private readonly List<T> _all = [];

    public void Add(T one) => _all.Add(one);

    /// <param name="rounds">How often each is frozen.</param>
    /// <param name="freeze">Freezes one; the number is different for neighbours, and for the rounds of one.</param>
    public Task FreezeAsync(int rounds, Func<T, int, Task> freeze) => Task.WhenAll(_all.Select(async (one, number) =>
    {
        for (var round = 0; round < rounds; round++)
        {
            await freeze(one, number + round);
        }
    }));

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _all)
        {
            await one.DisposeAsync();
        }
    }
}

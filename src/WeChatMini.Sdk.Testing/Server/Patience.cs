namespace WeChatMini.Sdk.Testing.Server;

/// <summary>How long a fault may hold a request: until its client is gone, or the test lets go of it.</summary>
internal readonly record struct Patience(CancellationToken Gone, CancellationToken Released)
{
    /// <summary>Waits in real time. Returns when the time is over or the test let go; throws when the client is gone.</summary>
    public async Task WaitAsync(TimeSpan time)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Gone, Released);
        await Task.Delay(time, TimeProvider.System, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Gone.ThrowIfCancellationRequested();
    }
}

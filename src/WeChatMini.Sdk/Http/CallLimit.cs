namespace WeChatMini.Sdk.Http;

/// <summary>The time of one call.</summary>
/// <param name="owner">Takes the source back.</param>
/// <param name="source">Ends the call.</param>
/// <param name="caller">Ends it when the caller leaves.</param>
internal readonly struct CallLimit(CallLimits owner, CancellationTokenSource source, CancellationTokenRegistration caller) : IDisposable
{
    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        // Waits for a caller who leaves at this very moment: the source may be another call's right after.
        caller.Dispose();
        owner.End(source);
    }
}

using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Push.Deduplication;

namespace WeChatMini.Sdk.Push.Dispatch;

/// <summary>
/// Stands between the library and what remembers pushes: a time limit on every call. A push that cannot be claimed is not handled, and
/// WeChat sends it again; one that cannot be marked as done was handled all the same.
/// </summary>
internal sealed class PushLedger(MiniApp app, IPushDeduplication deduplication, ILogger log)
{
    /// <summary>A little less than the time to WeChat's next attempt: an instance that crashed must not hold that back.</summary>
    public static readonly TimeSpan ClaimLife = TimeSpan.FromSeconds(4.8);

    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(1);

    private CancellationTokenSource? _spare;

    public async ValueTask<PushClaim> TryBeginAsync(string key, string owner, CancellationToken cancellationToken)
    {
        var stop = TakeStop();
        try
        {
            var call = deduplication.TryBeginAsync(key, owner, ClaimLife, stop.Token);
            if (call.IsCompletedSuccessfully)
            {
                return call.Result;
            }

            var pending = call.AsTask();
            await WaitAsync(pending, stop, cancellationToken).ConfigureAwait(false);
            return await pending.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.PushLedgerFailed(app.Label, "begin", exception);
            return PushClaim.InProgress;
        }
        finally
        {
            KeepStop(stop);
        }
    }

    public ValueTask CompleteAsync(string key, string owner, ReadOnlyMemory<byte> result, TimeSpan life) => EndAsync(isDone: true, key, owner, result, life);

    public ValueTask ReleaseAsync(string key, string owner) => EndAsync(isDone: false, key, owner, default, default);

    private async ValueTask EndAsync(bool isDone, string key, string owner, ReadOnlyMemory<byte> result, TimeSpan life)
    {
        var stop = TakeStop();
        try
        {
            var call = isDone ? deduplication.CompleteAsync(key, owner, result, life, stop.Token) : deduplication.ReleaseAsync(key, owner, stop.Token);
            if (!call.IsCompletedSuccessfully)
            {
                await WaitAsync(call.AsTask(), stop, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            log.PushLedgerFailed(app.Label, isDone ? "complete" : "release", exception);
        }
        finally
        {
            KeepStop(stop);
        }
    }

    /// <summary>A call that does not heed its token is left behind.</summary>
    private async Task WaitAsync(Task call, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(CallLimit, app.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var registration = linked.Token.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), stop);
        await call.WaitAsync(linked.Token).ConfigureAwait(false);
    }

    /// <summary>What answers at once, as memory does, needs no clock: the source that could have stopped it serves the next call, too.</summary>
    private CancellationTokenSource TakeStop() => Interlocked.Exchange(ref _spare, null) ?? new CancellationTokenSource();

    private void KeepStop(CancellationTokenSource stop)
    {
        if (stop.TryReset())
        {
            _spare = stop;
        }
    }
}

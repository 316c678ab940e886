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

    public async ValueTask<PushClaim> TryBeginAsync(string key, string owner, CancellationToken cancellationToken)
    {
        PushClaim? claim = null;
        await CallAsync("begin", async limit => claim = await deduplication.TryBeginAsync(key, owner, ClaimLife, limit).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return claim ?? PushClaim.InProgress;
    }

    public Task CompleteAsync(string key, string owner, ReadOnlyMemory<byte> result, TimeSpan life) =>
        CallAsync("complete", limit => deduplication.CompleteAsync(key, owner, result, life, limit).AsTask(), CancellationToken.None);

    public Task ReleaseAsync(string key, string owner) =>
        CallAsync("release", limit => deduplication.ReleaseAsync(key, owner, limit).AsTask(), CancellationToken.None);

    private async Task CallAsync(string operation, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(CallLimit, app.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await call(linked.Token).WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.PushLedgerFailed(app.Label, operation, exception);
        }
    }
}

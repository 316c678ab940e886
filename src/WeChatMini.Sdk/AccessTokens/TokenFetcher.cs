using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>
/// Gets one token: from the other instances if they have one, else from the source, under a lease where there is one. The lease
/// saves requests, it does not guard correctness: stable_token hands everybody the same token, so a second fetch does no harm.
/// </summary>
internal sealed class TokenFetcher(MiniApp app, IAccessTokenSource source, IAccessTokenShare? share, Instruments instruments, ILogger log)
{
    /// <summary>Longer than a fetch usually takes; a holder that dies stands in the way for this long at most, and a second fetch does no harm.</summary>
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(3);

    /// <summary>Where a second fetch does harm: longer than any fetch may take (security policy 4.2).</summary>
    private static readonly TimeSpan StrictLeaseDuration = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ShareTimeout = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Until the share has answered once: connecting takes a cold instance with a fraction of a processor seconds, and a thousand
    /// of them that fail open together are what the share is there to prevent (security policy 4.2: connect 3 s, operation 1 s).
    /// </summary>
    private static readonly TimeSpan FirstContactTimeout = TimeSpan.FromSeconds(3);

    /// <summary>With the share down, each process fetches for itself, and at most this often.</summary>
    private static readonly TimeSpan FailOpenInterval = TimeSpan.FromSeconds(30);

    private readonly string _owner = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private DateTimeOffset _nextFailOpen;
    private volatile bool _isReached;

    public bool CanForce => source.CanForce;

    public static WeChatException NoLease() => new(
        WeChatErrorKind.Misconfigured,
        "The legacy token endpoint needs a lease that all instances share, and it is not there: each fetch ends the token of the others. Use ShareAccessTokens with Redis or SQL, or the stable endpoint.");

    public async Task<FetchedToken> GetAsync(string? rejected, bool force, CancellationToken cancellationToken)
    {
        var snapshot = app.Snapshot;
        if (source.NeedsLease(snapshot.Options) && share is not { HasLease: true })
        {
            // Checked when the client was made, too; the endpoint may have been chosen since.
            throw NoLease();
        }

        if (share is null)
        {
            return await FetchAsync(snapshot, rejected, force, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await GetSharedAsync(snapshot, rejected, force, cancellationToken).ConfigureAwait(false);
        }
        catch (ShareFailedException failure)
        {
            return await FailOpenAsync(snapshot, rejected, force, failure, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<FetchedToken> GetSharedAsync(AppSnapshot snapshot, string? rejected, bool force, CancellationToken cancellationToken)
    {
        var key = KeyOf(snapshot);
        var lease = source.NeedsLease(snapshot.Options) ? StrictLeaseDuration : LeaseDuration;
        byte[]? seen = null;
        async Task<FetchedToken?> LookAsync()
        {
            seen = await OnShareAsync("read", ct => share!.ReadAsync(key, ct), cancellationToken).ConfigureAwait(false);
            return Usable(snapshot, seen, rejected);
        }

        while (true)
        {
            if (!force && await LookAsync().ConfigureAwait(false) is { } shared)
            {
                return shared;
            }

            if (!share!.HasLease || await OnShareAsync("lease", ct => share.TryLeaseAsync(key, _owner, lease, ct), cancellationToken).ConfigureAwait(false))
            {
                break;
            }

            // Somebody else fetches: look again soon, by the time that passes for that one, which a test's clock does not move. The caller's own limit ends this.
            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(20, 50)), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            // It may have been written between the look and the lease.
            return !force && share.HasLease && await LookAsync().ConfigureAwait(false) is { } shared
                ? shared
                : await FetchAndShareAsync(snapshot, key, seen, rejected, force, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (share.HasLease)
            {
                await TryReleaseAsync(key).ConfigureAwait(false);
            }
        }
    }

    /// <param name="snapshot">The options in force.</param>
    /// <param name="key">The entry.</param>
    /// <param name="useless">What was there and is of no use to this instance. Only now, with a token in hand, may it go: an instance with a wrong secret finds every entry useless.</param>
    /// <param name="rejected">The token that WeChat rejected, when that is why.</param>
    /// <param name="force">End the old token at once.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    private async Task<FetchedToken> FetchAndShareAsync(AppSnapshot snapshot, string key, byte[]? useless, string? rejected, bool force, CancellationToken cancellationToken)
    {
        var fetched = await FetchAsync(snapshot, rejected, force, cancellationToken).ConfigureAwait(false);
        try
        {
            // The write has a limit of its own: that nobody else hears of it is no reason to throw a good token away.
            var entry = SharedTokenEntry.Write(snapshot.SecretSeal, fetched);
            await OnShareAsync("write", async ct =>
            {
                if (useless is null)
                {
                    await share!.WriteAsync(key, entry, fetched.EndsAt, ct).ConfigureAwait(false);
                }
                else
                {
                    await share!.ReplaceAsync(key, useless, entry, fetched.EndsAt, ct).ConfigureAwait(false);
                }

                return true;
            }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ShareFailedException failure)
        {
            Report("write", failure);
        }

        return fetched;
    }

    private FetchedToken? Usable(AppSnapshot snapshot, byte[]? entry, string? rejected)
    {
        var now = app.Clock.GetUtcNow();

        // One that is due for renewal is no answer to somebody who renews.
        return SharedTokenEntry.Read(snapshot.SecretSeal, entry, now) is { } token && token.Value != rejected && token.EndsAt - now > HeldToken.RenewalWindow ? token : null;
    }

    private async Task<FetchedToken> FailOpenAsync(AppSnapshot snapshot, string? rejected, bool force, ShareFailedException failure, CancellationToken cancellationToken)
    {
        Report(failure.Operation, failure);
        if (source.NeedsLease(snapshot.Options))
        {
            // Not a misconfiguration, which is remembered for minutes: the share may be back in a second.
            throw new WeChatException(WeChatErrorKind.Busy, "The shared token cache is down, and the legacy token endpoint is asked only under its lease: each fetch ends the token of the others.") { RetryAfter = TimeSpan.FromSeconds(1) };
        }

        var now = app.Clock.GetUtcNow();
        if (now < _nextFailOpen)
        {
            throw new WeChatException(WeChatErrorKind.Busy, "The shared token cache is down, and this process fetched for itself a moment ago.") { RetryAfter = _nextFailOpen - now };
        }

        _nextFailOpen = now + FailOpenInterval;
        instruments.TokenFailOpen();
        return await FetchAsync(snapshot, rejected, force, cancellationToken).ConfigureAwait(false);
    }

    private async Task<FetchedToken> FetchAsync(AppSnapshot snapshot, string? rejected, bool force, CancellationToken cancellationToken)
    {
        instruments.TokenRefresh();
        return await source.FetchAsync(snapshot.Options, rejected, force, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<T> OnShareAsync<T>(string operation, Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_isReached ? ShareTimeout : FirstContactTimeout, app.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var answer = await call(linked.Token).AsTask().WaitAsync(linked.Token).ConfigureAwait(false);
            _isReached = true;
            return answer;
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw new ShareFailedException(operation, exception);
        }
    }

    private async ValueTask TryReleaseAsync(string key)
    {
        try
        {
            await OnShareAsync("release", async ct =>
            {
                await share!.ReleaseAsync(key, _owner, ct).ConfigureAwait(false);
                return true;
            }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ShareFailedException failure)
        {
            // It ends by itself soon.
            Report("release", failure);
        }
    }

    private void Report(string operation, ShareFailedException failure)
    {
        instruments.ShareFailure(operation);
        log.TokenShareFailed(app.Label, operation, failure.InnerException!);
    }

    private static string KeyOf(AppSnapshot snapshot) => $"wxmini:token:{snapshot.Options.AppId}:{(snapshot.Options.AccessTokens.Endpoint == AccessTokenEndpoint.Legacy ? "legacy" : "stable")}";

    private sealed class ShareFailedException(string operation, Exception cause) : Exception(null, cause)
    {
        public string Operation { get; } = operation;
    }
}

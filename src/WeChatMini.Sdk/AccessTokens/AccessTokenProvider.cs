using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>
/// One token for all callers of this process. A hit takes no lock. One refreshes while the others go on; nobody's cancellation
/// is anybody else's failure; nothing runs by a timer, and the wall clock decides after every wait.
/// </summary>
internal sealed class AccessTokenProvider : IAccessTokenProvider
{
    private static readonly TimeSpan FetchLimit = TimeSpan.FromSeconds(5);

    /// <summary>For this long a token that WeChat rejected and then handed out again is not asked about once more.</summary>
    private static readonly TimeSpan RejectedAgainHold = TimeSpan.FromSeconds(30);

    private readonly MiniApp _app;
    private readonly TokenFetcher _fetcher;
    private readonly ForceBudget _budget;
    private readonly Instruments _instruments;
    private readonly ILogger _log;
    private readonly Lock _gate = new();

    private volatile HeldToken? _held;

    /// <summary>The number of the refresh that the held token is from, and of the last one that began: an older one that ends later changes nothing.</summary>
    private int _heldFrom;
    private int _begun;
    private string? _heldAppId;
    private Task<HeldToken>? _refresh;
    private RefreshFailure? _failure;
    private string? _rejected;
    private DateTimeOffset _rejectedUntil;

    public AccessTokenProvider(MiniApp app, TokenFetcher fetcher, Instruments instruments, ILogger log)
    {
        _app = app;
        _fetcher = fetcher;
        _budget = new ForceBudget(app.Clock);
        _instruments = instruments;
        _log = log;

        // Whoever corrects a wrong secret does not wait for the memory of it.
        app.OnChange(Forget);
    }

    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        var held = _held;
        if (held is not null && _app.Clock.GetUtcNow() < held.RefreshAt)
        {
            _instruments.TokenHit();
            return new(held.Token);
        }

        return WaitAsync(held, cancellationToken);
    }

    public void Invalidate(string rejectedToken)
    {
        ArgumentNullException.ThrowIfNull(rejectedToken);
        lock (_gate)
        {
            var now = _app.Clock.GetUtcNow();
            if (_held?.Token.Value == rejectedToken && !(rejectedToken == _rejected && now < _rejectedUntil))
            {
                _held = null;
                _rejected = rejectedToken;
                _rejectedUntil = now + RejectedAgainHold;
            }
        }
    }

    public async Task<AccessToken> ForceRefreshAsync(CancellationToken cancellationToken = default)
    {
        if (!_fetcher.CanForce)
        {
            throw new WeChatException(WeChatErrorKind.Misconfigured, "A forced refresh is made on the token server, not through it.");
        }

        _budget.Take();
        Task<HeldToken> refresh;
        lock (_gate)
        {
            refresh = _refresh = Start(force: true);
        }

        return (await refresh.WaitAsync(cancellationToken).ConfigureAwait(false)).Token;
    }

    private async ValueTask<AccessToken> WaitAsync(HeldToken? held, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // Twice: a process that was frozen during the wait may hold a token that has ended meanwhile.
        for (var attempt = 0; ; attempt++)
        {
            var now = _app.Clock.GetUtcNow();
            var isValid = held?.IsValid(now) ?? false;
            if (RefreshUnlessHeld(held, now) is not { } refresh)
            {
                // A failure is fresh in memory and the old token is still good.
                return isValid ? held!.Token : throw _failure?.ToException(now) ?? Busy();
            }

            if (isValid && held!.IsComfortable(now) && !refresh.IsCompletedSuccessfully)
            {
                return held.Token;
            }

            try
            {
                _instruments.TokenWait();
                held = await refresh.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (WeChatException) when (_held is { } good && good.IsValid(_app.Clock.GetUtcNow()))
            {
                // Not the one from before the wait, which WeChat may have rejected since.
                return good.Token;
            }

            if (held.IsValid(_app.Clock.GetUtcNow()) || attempt == 1)
            {
                return held.IsValid(_app.Clock.GetUtcNow()) ? held.Token : throw Busy();
            }
        }
    }

    private static WeChatException Busy() => new(WeChatErrorKind.Busy, "No valid access token could be had.") { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>The refresh under way, a new one, or null while a failure is remembered.</summary>
    private Task<HeldToken>? RefreshUnlessHeld(HeldToken? seen, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_held is { } newer && !ReferenceEquals(newer, seen) && newer.IsValid(now))
            {
                return Task.FromResult(newer);
            }

            if (_refresh is { IsCompleted: false })
            {
                return _refresh;
            }

            return _failure is { } failure && now < failure.Until ? null : _refresh = Start(force: false);
        }
    }

    private Task<HeldToken> Start(bool force)
    {
        var number = ++_begun;
        var work = Task.Run(() => RefreshAsync(number, force), CancellationToken.None);

        // Nobody may be waiting for it; a failure is remembered and logged where it happens.
        _ = work.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return work;
    }

    private async Task<HeldToken> RefreshAsync(int number, bool force)
    {
        using var limit = new CancellationTokenSource(FetchLimit, _app.Clock);
        var options = _app.Snapshot.Options;
        try
        {
            for (var rejected = Volatile.Read(ref _rejected); ; rejected = Volatile.Read(ref _rejected))
            {
                var fetched = await _fetcher.GetAsync(rejected, force, limit.Token).ConfigureAwait(false);
                if (Accept(fetched, rejected, number, options) is { } held)
                {
                    return held;
                }

                force = false;
            }
        }
        catch (Exception exception)
        {
            var failure = exception as WeChatException ?? new WeChatException(WeChatErrorKind.Busy, "No access token could be fetched in time.") { RetryAfter = TimeSpan.FromSeconds(1) };
            var now = _app.Clock.GetUtcNow();
            RefreshFailure remembered;
            lock (_gate)
            {
                remembered = new RefreshFailure(failure, _failure, now);
                if (number == _begun)
                {
                    // It is over, though its task is about to end: whoever asks from now on goes by what is remembered.
                    _refresh = null;
                }

                // A secret that was corrected meanwhile owes nothing to the wrong one's failure, nor a newer token to an older refresh's.
                if (number > _heldFrom && ReferenceEquals(options, _app.Snapshot.Options))
                {
                    _failure = remembered;
                }
            }

            _log.TokenRefreshFailed(_app.Label, failure.Kind.ToString(), failure.ErrorCode, failure.RequestId, failure.Message);
            throw remembered.ToException(now);
        }
    }

    /// <summary>Holds what was fetched and returns what is held then; null if this very token was rejected while it was on its way.</summary>
    private HeldToken? Accept(FetchedToken fetched, string? rejectedBefore, int number, WeChatMiniOptions options)
    {
        lock (_gate)
        {
            if (fetched.Value == _rejected && _rejected != rejectedBefore)
            {
                return null;
            }

            var held = new HeldToken(fetched, _app.Clock.GetUtcNow());
            if (options.AppId != _app.Snapshot.Options.AppId)
            {
                // For those who asked when it was that app's turn, and for nobody else.
                return held;
            }

            if (number > _heldFrom)
            {
                (_held, _heldFrom, _heldAppId, _failure) = (held, number, options.AppId, null);
                if (number == _begun)
                {
                    // Whoever asks from now on goes by what is held: it may be rejected before this refresh's task has ended.
                    _refresh = null;
                }
            }

            return _held ?? held;
        }
    }

    private void Forget()
    {
        lock (_gate)
        {
            _failure = null;

            // Whoever asks from now on does not share the failure of what was configured before, nor the token of another app.
            _refresh = null;
            if (_heldAppId != _app.Snapshot.Options.AppId)
            {
                _held = null;
            }
        }
    }
}

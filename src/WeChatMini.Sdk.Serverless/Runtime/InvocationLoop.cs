using Microsoft.Extensions.Logging;

namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>Asks a runtime API for events, one poller for each that the host allows at once, until it is stopped or the runtime API is gone for good.</summary>
internal sealed class InvocationLoop(IRuntimeApi api, IFunctionApplication application, TimeProvider clock, ILogger log)
{
    /// <summary>The host says no more for this long: it has forgotten the process.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>An answer is sent so often, should the connection fail; Lambda refuses a second one for the same event.</summary>
    private const int Attempts = 3;

    private readonly InvocationRunner _runner = new(application, api.Host, clock, log);

    /// <summary>Says to the host that the process is ready; once it has heard, events may come.</summary>
    public Task ReadyAsync(CancellationToken stop) => PatientlyAsync(async () =>
    {
        await api.ReadyAsync(stop).ConfigureAwait(false);
        return true;
    }, stop);

    /// <returns>A task that ends when <paramref name="stop"/> is cancelled and the events in hand are answered.</returns>
    /// <exception cref="RuntimeApiLostException">The runtime API is gone.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAll(Enumerable.Range(0, api.Pollers).Select(async _ =>
        {
            try
            {
                await PollAsync(all.Token).ConfigureAwait(false);
            }
            finally
            {
                // Where one has lost the runtime API the others wait in vain.
                await all.CancelAsync().ConfigureAwait(false);
            }
        })).ConfigureAwait(false);
    }

    private async Task PollAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Invocation invocation;
            try
            {
                invocation = await PatientlyAsync(() => api.NextAsync(stop), stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }

            var outcome = await _runner.RunAsync(invocation).ConfigureAwait(false);
            await ReportAsync(invocation, outcome).ConfigureAwait(false);
        }
    }

    /// <summary>Tries again, with growing pauses, while the runtime API cannot be reached.</summary>
    private async Task<T> PatientlyAsync<T>(Func<Task<T>> call, CancellationToken stop)
    {
        DateTimeOffset? since = null;
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (Exception cause) when (IsOfConnection(cause) && !stop.IsCancellationRequested)
            {
                since ??= clock.GetUtcNow();
                if (clock.GetUtcNow() - since > Patience)
                {
                    throw new RuntimeApiLostException($"The runtime API has not answered for {Patience.TotalSeconds} s.", cause);
                }

                log.RuntimeApiUnreachable((long)pause.TotalMilliseconds, cause);
            }

            await Task.Delay(pause, clock, stop).ConfigureAwait(false);
        }
    }

    private async Task ReportAsync(Invocation invocation, Outcome outcome)
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++, pause *= 4)
        {
            try
            {
                var taken = outcome.Failure is { } failure ? await api.FailAsync(invocation, failure).ConfigureAwait(false) : await api.AnswerAsync(invocation, outcome.Answer).ConfigureAwait(false);
                if (!taken)
                {
                    log.AnswerNotTaken(invocation.RequestId);
                }

                return;
            }
            catch (Exception cause) when (IsOfConnection(cause))
            {
                if (attempt == Attempts)
                {
                    log.AnswerLost(invocation.RequestId, cause);
                    return;
                }
            }

            await Task.Delay(pause, clock).ConfigureAwait(false);
        }
    }

    private static bool IsOfConnection(Exception cause) => cause is HttpRequestException or IOException;
}

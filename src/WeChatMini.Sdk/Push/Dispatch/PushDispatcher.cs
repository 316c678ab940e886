using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Push.Deduplication;

namespace WeChatMini.Sdk.Push.Dispatch;

/// <summary>Runs the handlers of a push once, within the time that WeChat waits, and says what WeChat is answered.</summary>
internal sealed class PushDispatcher(MiniApp app, IServiceProvider services, PushRoute[] routes, PushLedger ledger, Instruments instruments, ILogger log)
{
    /// <summary>WeChat cuts the connection after 5 seconds; the answer has to get there.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(4.5);

    private static readonly TimeSpan HostReserve = TimeSpan.FromMilliseconds(300);

    private readonly string _instance = RandomNumberGenerator.GetHexString(8, lowercase: true);

    public Instruments Instruments => instruments;

    /// <summary>Returns the plain reply; null when WeChat shall send the push again.</summary>
    public async ValueTask<byte[]?> DispatchAsync(PushMessage push, bool isAuthenticated, DateTimeOffset? hostDeadline)
    {
        if (!IsTaken(push))
        {
            instruments.Push(push, "unhandled");
            return PushReply.Success.Write(push, default);
        }

        var now = app.Clock.GetUtcNow();
        var left = hostDeadline is { } end && end - now - HostReserve < Limit ? end - now - HostReserve : Limit;
        var deadline = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1), app.Clock);
        var token = deadline.Token;
        var snapshot = app.Snapshot;
        var key = PushIdentity.KeyOf(snapshot.Options.AppId, push);

        // Random bytes for each push cost a tenth of it. With the time, which moves on, two instances thawed from one snapshot differ, too.
        var owner = string.Create(CultureInfo.InvariantCulture, $"{_instance}{now.UtcTicks:x}");
        switch (await ledger.TryBeginAsync(key, owner, token).ConfigureAwait(false))
        {
            case { IsMine: true }:
                var run = RunAsync(snapshot, push, isAuthenticated, key, owner, deadline);
                try
                {
                    // A handler that does not heed its token is left behind. What it does after that still counts.
                    return await run.WaitAsync(token).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    return null;
                }

            case { Result: { } result }:
                deadline.Dispose();
                instruments.Push(push, "duplicate");
                return result.IsEmpty ? PushReply.Success.Write(push, now) : snapshot.SecretSeal.Open(result.Span, key) ?? PushReply.Success.Write(push, now);
            default:
                deadline.Dispose();
                instruments.Push(push, "again");
                return null;
        }
    }

    private bool IsTaken(PushMessage push)
    {
        foreach (var route in routes)
        {
            if (route.Takes(push))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<byte[]?> RunAsync(AppSnapshot snapshot, PushMessage push, bool isAuthenticated, string key, string owner, CancellationTokenSource deadline)
    {
        using var _ = deadline;
        byte[] answer;
        var context = new PushContext(push, app.Name, isAuthenticated);
        try
        {
            var scope = services.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                foreach (var route in routes)
                {
                    if (!route.Takes(push))
                    {
                        continue;
                    }

                    deadline.Token.ThrowIfCancellationRequested();
                    await route.RunAsync(scope.ServiceProvider, push, context, deadline.Token).ConfigureAwait(false);
                }
            }

            answer = context.Reply.Write(push, app.Clock.GetUtcNow());
        }
        catch (Exception exception)
        {
            instruments.Push(push, "failed");
            log.PushHandlerFailed(app.Label, push.GetType().Name, exception);
            await ledger.ReleaseAsync(key, owner).ConfigureAwait(false);
            return null;
        }

        instruments.Push(push, "handled");
        await ledger.CompleteAsync(key, owner, context.Reply.IsSuccess ? default : snapshot.SecretSeal.Seal(answer, key), PushIdentity.LifeOf(push)).ConfigureAwait(false);
        return answer;
    }
}

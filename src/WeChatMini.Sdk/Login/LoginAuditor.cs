using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Login;

/// <summary>Tells the application's <see cref="ILoginAudit"/> of a login. Nothing that it does, and no time that it takes, changes the login.</summary>
internal sealed class LoginAuditor(MiniApp app, IServiceProvider services, Instruments instruments, ILogger log)
{
    private const string Succeeded = "ok";

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    /// <summary>Most applications have none, and pay nothing. A container that cannot say is asked each time.</summary>
    private readonly bool _mayExist = services.GetService<IServiceProviderIsKeyedService>() is not { } known
        || known.IsKeyedService(typeof(ILoginAudit), app.Name)
        || known.IsKeyedService(typeof(ILoginAudit), "");

    /// <param name="attempt">The login.</param>
    /// <param name="failure">Why it failed; null when it worked.</param>
    public async Task TellAsync(LoginAttempt attempt, WeChatException? failure)
    {
        if (!_mayExist)
        {
            return;
        }

        var entry = new LoginAuditEntry
        {
            At = app.Now(),
            App = app.Name,
            AppId = attempt.Identity?.AppId ?? app.Snapshot.Options.AppId,
            Outcome = failure is null ? Succeeded : Problems.CodeOf(failure.Kind),
            ErrorCode = failure?.ErrorCode,
            RequestId = failure?.RequestId,
            MaskedUser = attempt.Identity is { } identity ? Masked.OpenId(identity.OpenId) : null,
        };
        var rest = attempt.Rest(app.Clock.GetUtcNow());
        using var stop = new CancellationTokenSource(rest < Longest ? rest : Longest, app.Clock);
        var limit = stop.Token;

        // On a thread of its own: not even code that blocks may hold the login up.
        var write = Task.Run(() => WriteAsync(entry, limit), CancellationToken.None);
        try
        {
            await write.WaitAsync(limit).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // One that was left behind may still fail, and then it is nobody's.
            _ = write.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            instruments.LoginAuditFailure();
            log.LoginAuditFailed(app.Label, exception);
        }
    }

    private async Task WriteAsync(LoginAuditEntry entry, CancellationToken cancellationToken)
    {
        var scope = services.CreateAsyncScope();
        await using var _ = scope.ConfigureAwait(false);
        var audit = scope.ServiceProvider.GetKeyedService<ILoginAudit>(app.Name) ?? scope.ServiceProvider.GetKeyedService<ILoginAudit>("");
        if (audit is not null)
        {
            await audit.WriteAsync(entry, cancellationToken).ConfigureAwait(false);
        }
    }
}

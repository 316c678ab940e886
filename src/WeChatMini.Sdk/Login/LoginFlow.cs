using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Login;

/// <summary>A whole login: exchange, the application's decision, the session. Nothing is written unless all of it can be.</summary>
internal sealed class LoginFlow(MiniApp app, CodeExchange exchange, StoreGuard store, IServiceProvider services, Instruments instruments, ILogger log)
{
    private static readonly TimeSpan DeadlineReserve = TimeSpan.FromMilliseconds(300);

    private readonly LoginAuditor _auditor = new(app, services, instruments, log);
    private readonly SingleFlight<MiniLogin> _logins = new();
    private readonly SingleFlight<Exchanged> _exchanges = new();

    public async Task<MiniLogin> LoginAsync(LoginRequest request, CancellationToken cancellationToken)
    {
        if (request.Trusted is not null)
        {
            return await Task.Run(() => ReportAsync(request), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        LoginCode.Check(request.Code);
        return await _logins.RunAsync(request.Code, (Self: this, Request: request), static work => work.Self.ReportAsync(work.Request), cancellationToken).ConfigureAwait(false);
    }

    public async Task<MiniIdentity> ExchangeAsync(string code, CancellationToken cancellationToken)
    {
        LoginCode.Check(code);
        return (await FlyAsync(code, app.Snapshot.Options.LoginTimeout, cancellationToken).ConfigureAwait(false)).Identity;
    }

    private async Task<MiniLogin> ReportAsync(LoginRequest request)
    {
        var attempt = Begin(request);
        MiniLogin login;
        try
        {
            login = await RunAsync(attempt).ConfigureAwait(false);
        }
        catch (WeChatException failure)
        {
            instruments.Login(failure);
            if (failure.Kind == WeChatErrorKind.Misconfigured)
            {
                log.LoginMisconfigured(app.Label, failure.Message, failure.ErrorCode, failure.RequestId);
            }
            else
            {
                log.LoginFailed(app.Label, failure.Kind.ToString(), failure.ErrorCode, failure.RequestId);
            }

            await _auditor.TellAsync(attempt, failure).ConfigureAwait(false);
            throw;
        }

        log.LoginSucceeded(app.Label, Masked.OpenId(login.Session.OpenId));
        instruments.Login(null);
        await _auditor.TellAsync(attempt, null).ConfigureAwait(false);
        return login;
    }

    private LoginAttempt Begin(LoginRequest request)
    {
        var start = app.Clock.GetUtcNow();
        var limit = app.Snapshot.Options.LoginTimeout;
        return new LoginAttempt(request, start, request.Deadline is { } end && end - start - DeadlineReserve is var rest && rest < limit ? rest : limit);
    }

    private async Task<MiniLogin> RunAsync(LoginAttempt attempt)
    {
        if (attempt.Limit <= TimeSpan.Zero)
        {
            throw new WeChatException(WeChatErrorKind.Busy, "The host ends this invocation before a login can be made; nothing was sent.") { RetryAfter = TimeSpan.FromSeconds(1) };
        }

        var request = attempt.Request;
        var snapshot = app.Snapshot;
        using var deadline = new CancellationTokenSource(attempt.Limit, app.Clock);
        store.Prepare();
        var exchanged = request.Trusted is { } trusted
            ? Exchanged.WithoutKey(trusted)
            : await FlyAsync(request.Code, attempt.Limit, CancellationToken.None).ConfigureAwait(false);
        attempt.Identity = exchanged.Identity;
        var decision = await DecideAsync(request, exchanged.Identity, deadline.Token).ConfigureAwait(false);

        // First the old session, which is on its way out either way, then the new one, whose token nobody has before it is kept.
        if (snapshot.Tokens.TryRead(request.PresentedToken, out var presented))
        {
            await store.RunAsync("revoke", attempt.Rest(app.Clock.GetUtcNow()), ct => app.Store.RevokeAsync(presented, app.Now(), ct), CancellationToken.None).ConfigureAwait(false);
        }

        return await CreateAsync(snapshot, exchanged, decision, attempt.Rest(app.Clock.GetUtcNow())).ConfigureAwait(false);
    }

    private Task<Exchanged> FlyAsync(string code, TimeSpan limit, CancellationToken cancellationToken) =>
        _exchanges.RunAsync(code, (Self: this, Code: code, Limit: limit), static work => work.Self.ExchangeOnceAsync(work.Code, work.Limit), cancellationToken);

    private Task<Exchanged> ExchangeOnceAsync(string code, TimeSpan limit) => exchange.RunAsync(app, code, limit);

    private async Task<LoginDecision> DecideAsync(LoginRequest request, MiniIdentity identity, CancellationToken cancellationToken)
    {
        var scope = services.CreateAsyncScope();
        await using var _ = scope.ConfigureAwait(false);
        var handler = scope.ServiceProvider.GetKeyedService<ILoginHandler>(app.Name) ?? scope.ServiceProvider.GetKeyedService<ILoginHandler>("");
        if (handler is null)
        {
            return LoginDecision.Accept();
        }

        LoginDecision decision;
        try
        {
            decision = await handler.HandleAsync(new LoginContext(app.Name, identity, request.Request), cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The login handler returned null.");
        }
        catch (Exception exception)
        {
            log.LoginHandlerFailed(app.Label, exception);
            throw new WeChatException(WeChatErrorKind.Busy, "The application's login handler failed, so nothing was issued. Its exception is the inner one.", exception) { RetryAfter = TimeSpan.FromSeconds(2) };
        }

        return decision.Refusal is { } reason ? throw new WeChatException(WeChatErrorKind.Refused, reason) : decision;
    }

    private async Task<MiniLogin> CreateAsync(AppSnapshot snapshot, Exchanged exchanged, LoginDecision decision, TimeSpan rest)
    {
        var now = app.Now();
        var rules = snapshot.Options.Sessions;
        var data = new SessionData
        {
            AppId = snapshot.Options.AppId,
            OpenId = exchanged.Identity.OpenId,
            UnionId = exchanged.Identity.UnionId,
            UserId = decision.UserId,
            Claims = decision.Claims,
        };
        var token = snapshot.Tokens.Create(snapshot.Tokens.HandleOf(data.OpenId), out var address);
        var ends = now + rules.AbsoluteTimeout;
        var record = new SessionRecord
        {
            User = address.User,
            Token = address.Token,
            CreatedAt = now,
            SeenAt = now,
            IdleExpiresAt = now + rules.IdleTimeout < ends ? now + rules.IdleTimeout : ends,
            ExpiresAt = ends,
            Data = data.ToBytes(),
        };
        var creation = new SessionCreation
        {
            Session = record,
            Key = snapshot.SessionKeySeal.Seal(exchanged.SessionKey, data.OpenId, exchanged.SentAt),
            PreviousKeyUntil = now + SessionKeySlot.PreviousKeyLife,
            MaxSessions = rules.MaxSessionsPerUser,
            Now = now,
        };
        await store.RunAsync("create", rest, async ct =>
        {
            await app.Store.CreateAsync(creation, ct).ConfigureAwait(false);
            return true;
        }, CancellationToken.None).ConfigureAwait(false);
        return new MiniLogin(token, new MiniSession(record, address, app.Name, data));
    }
}

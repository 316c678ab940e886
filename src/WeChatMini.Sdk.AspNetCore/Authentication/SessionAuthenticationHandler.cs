using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.AspNetCore.Endpoints;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.AspNetCore.Authentication;

/// <summary>Signs requests in by their session token. A store that does not answer is 503, and never "signed out".</summary>
internal sealed class SessionAuthenticationHandler(IWeChatMiniClients clients, CurrentSession current, ILoggerFactory loggers) : IAuthenticationHandler
{
    private string _scheme = "";
    private HttpContext _context = null!;
    private Task<AuthenticateResult>? _result;
    private WeChatException? _failure;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        _scheme = scheme.Name;
        _context = context;
        return Task.CompletedTask;
    }

    /// <summary>Asks once per request, however many policies ask this.</summary>
    public Task<AuthenticateResult> AuthenticateAsync() => _result ??= FindAsync();

    public async Task ChallengeAsync(AuthenticationProperties? properties)
    {
        await AuthenticateAsync().ConfigureAwait(false);

        // Where an endpoint takes several schemes, the token may be of an app whose store is down: nobody knows.
        var failure = _failure ?? (current.Failure is { Kind: WeChatErrorKind.StoreUnavailable } down ? down : null);
        await AnswerAsync(failure is null ? Problems.LoginAgain() : Explain(failure)).ConfigureAwait(false);
    }

    public Task ForbidAsync(AuthenticationProperties? properties) =>
        AnswerAsync(Problems.Of(new WeChatException(WeChatErrorKind.Refused, "This user may not do this.")));

    private async Task<AuthenticateResult> FindAsync()
    {
        var app = WeChatMiniDefaults.AppOf(_scheme);
        if (!SessionScope.Includes(_context.GetEndpoint(), app))
        {
            return AuthenticateResult.NoResult();
        }

        try
        {
            var token = BearerToken.Of(_context.Request.Headers.Authorization);
            if ((token is null ? null : await clients.Get(app).Sessions.ValidateAsync(token, _context.RequestAborted).ConfigureAwait(false)) is { } session)
            {
                current.Session = session;
                return AuthenticateResult.Success(new AuthenticationTicket(SessionPrincipal.Of(session, _scheme), _scheme));
            }

            if (SessionParameter.IsOptionalIn(_context.GetEndpoint()))
            {
                _context.RequestServices = new OptionalSessionServices(_context.RequestServices, current);
            }

            return token is null ? AuthenticateResult.NoResult() : AuthenticateResult.Fail("The token is not that of a live session.");
        }
        catch (WeChatException failure)
        {
            Remember(failure);
            return AuthenticateResult.Fail(failure);
        }
    }

    private void Remember(WeChatException failure)
    {
        _failure = failure;
        current.Failure = current.Failure is { Kind: WeChatErrorKind.StoreUnavailable } worse ? worse : failure;

        // Without a challenge to follow, this is the place to keep the handler from mistaking "nobody knows" for "nobody".
        if (SessionParameter.IsUnguardedIn(_context.GetEndpoint()))
        {
            _context.SetEndpoint(new HttpEndpoint(context => Explain(failure).WriteToAsync(context), EndpointMetadataCollection.Empty, "WeChatMini: sessions cannot be read"));
        }
    }

    /// <summary>The answer, and where it is without detail, the detail in the log.</summary>
    private MiniResponse Explain(WeChatException failure)
    {
        if (failure.Kind == WeChatErrorKind.Misconfigured)
        {
            loggers.CreateLogger(WeChatMiniDiagnostics.ActivitySourceName).EndpointFailed(WeChatMiniDefaults.AppOf(_scheme), failure);
        }

        return Problems.Of(failure);
    }

    private async Task AnswerAsync(MiniResponse answer)
    {
        if (!current.IsAnswered)
        {
            current.IsAnswered = true;
            await answer.WriteToAsync(_context).ConfigureAwait(false);
        }
    }
}

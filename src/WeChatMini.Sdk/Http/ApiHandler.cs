using System.Net;
using System.Runtime.CompilerServices;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.CloudRun;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.SecureApi;
using WeChatMini.Sdk.ServerApis;
using WeChatMini.Sdk.Signatures;

namespace WeChatMini.Sdk.Http;

/// <summary>
/// What <c>AddWeChatMiniApi</c> puts around the socket of a user's own client: our token, one retry when WeChat rejects it
/// (which it does before acting, so every call may be repeated then), and our errors.
/// </summary>
internal sealed class ApiHandler : DelegatingHandler
{
    /// <summary>Generous for an upload, and short of the shortest function timeout that is set on purpose.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    /// <summary>A file of 10 MB over a slow line.</summary>
    private static readonly TimeSpan UploadLimit = TimeSpan.FromSeconds(60);

    private const int MaxJsonBytes = 1024 * 1024;

    private readonly IWeChatMiniClients _clients;
    private readonly Instruments _instruments;
    private readonly TimeProvider _clock;
    private readonly RequestSigner _signer;
    private readonly CallLimits _limits;
    private readonly string _app;

    public ApiHandler(IWeChatMiniClients clients, Instruments instruments, TimeProvider clock, RequestSigner signer, string app)
        : base(HardenedHandler.Create(new BodyLimit(MaxJsonBytes, PassesOthers: true, clock)))
    {
        _clients = clients;
        _instruments = instruments;
        _clock = clock;
        _signer = signer;
        _limits = new CallLimits(clock);
        _app = app;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var client = ApiCall.Of(request)?.Client ?? _clients.Get(_app);
        var errors = ApiErrors.Of(CheckedPath.Of(request));
        var time = request.Content is FormContent ? UploadLimit : Limit;
        if (request.Content is not FormContent)
        {
            // So that the second attempt sends the very same bytes, and so that WeChat gets a Content-Length. A form is made of files, which it reads again itself.
            await BodyBytes.HoldAsync(request.Content, cancellationToken).ConfigureAwait(false);
        }

        var start = _clock.GetUtcNow();
        WeChatException? failure = null;
        using var activity = _instruments.StartCall(errors.Operation, client.AppId);

        using var limit = _limits.Begin(time, cancellationToken);
        try
        {
            return await RunAsync(client, request, errors, limit.Token, cancellationToken).ConfigureAwait(false);
        }
        catch (WeChatException exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            _instruments.EndCall(activity, errors.Operation, _clock.GetUtcNow() - start, failure);
        }
    }

    private static bool IsTokenRejected(int code) => code is 40001 or 40014 or 42001;

    /// <remarks>What this and the next one remember while they wait is lent: of each call there is one of either.</remarks>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<HttpResponseMessage> RunAsync(WeChatMiniClient client, HttpRequestMessage request, CallErrors errors, CancellationToken limit, CancellationToken caller)
    {
        var signed = await SignAsync(client, request, errors.Operation, limit, caller).ConfigureAwait(false);
        using var inBody = signed.InBody;
        for (var isRetry = false; ; isRetry = true)
        {
            var token = ApiCall.Of(request) is { NeedsToken: false } ? null : await TokenAsync(client, errors, limit, caller).ConfigureAwait(false);
            var body = inBody?.Sign(token?.Value ?? "") ?? ApiCall.Of(request)?.Body();
            using var protection = client.SecureApi.IsFor(request, errors.Operation) ? client.SecureApi.Begin(request, errors.Operation, body ?? signed.Body ?? await BodyBytes.ReadAsync(request.Content, limit).ConfigureAwait(false), signed.Parameters) : null;
            var response = await SendOnceAsync(client, request, token, body, signed.Parameters, protection, errors, limit, caller).ConfigureAwait(false);
            if (ErrorOf(response) is not { ErrorCode: { } code } error)
            {
                return response;
            }

            var refusal = errors.OfCode(code, error.ErrorMessage, _clock.GetUtcNow(), response.Content is BodyContent { IsUnsigned: true });
            response.Dispose();
            if (token is { Value.Length: 0 })
            {
                throw OpenInterface.ErrorOf(code, error.ErrorMessage) ?? refusal;
            }

            if (token is null || !IsTokenRejected(code))
            {
                throw refusal;
            }

            _instruments.TokenRejection();
            client.AccessTokens.Invalidate(token.Value);
            if (isRetry)
            {
                throw refusal;
            }
        }
    }

    private async ValueTask<SignedParts> SignAsync(WeChatMiniClient client, HttpRequestMessage request, string path, CancellationToken limit, CancellationToken caller)
    {
        try
        {
            return await _signer.SignAsync(client, request, path, limit).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            // The content is in memory already, so it was the store that kept us waiting.
            throw new WeChatException(WeChatErrorKind.StoreUnavailable, "The session store gave no session_key in time; nothing was sent.") { RetryAfter = TimeSpan.FromSeconds(1) };
        }
    }

    private static async ValueTask<AccessToken> TokenAsync(WeChatMiniClient client, CallErrors errors, CancellationToken limit, CancellationToken caller)
    {
        try
        {
            return await client.AccessTokens.GetTokenAsync(limit).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            // Nobody but our own limit ended the wait, and a cancellation that the caller did not ask for tells it nothing.
            throw new WeChatException(WeChatErrorKind.Busy, $"No access token for {errors.Operation} came in time.") { RetryAfter = TimeSpan.FromSeconds(1) };
        }
    }

    private static ErrorOnly? ErrorOf(HttpResponseMessage response) => response.Content is BodyContent body ? ErrorOnly.Of(body.Bytes) : null;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<HttpResponseMessage> SendOnceAsync(
        WeChatMiniClient client,
        HttpRequestMessage request,
        AccessToken? token,
        byte[]? body,
        (string Name, string Value)[] parameters,
        SecureCall? protection,
        CallErrors errors,
        CancellationToken limit,
        CancellationToken caller)
    {
        var call = token is null ? WeChatCall.WithBody(client.Options, body, parameters)
            : token.Value.Length > 0
            ? protection is not null
                ? WeChatCall.Protected(client.Options, protection, (token.Parameter, token.Value))
                : WeChatCall.WithBody(client.Options, body, [(token.Parameter, token.Value), .. parameters])
            : await OpenInterface.CallAsync(client, request, parameters.Length > 0 || protection is not null || body is not null, limit).ConfigureAwait(false);
        request.Options.Set(WeChatCall.Key, call);
        Exception failure;
        while (true)
        {
            try
            {
                var response = await base.SendAsync(request, limit).ConfigureAwait(false);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return response;
                }

                failure = errors.OfStatus(response.StatusCode, response.Headers.RetryAfter?.Delta);
                response.Dispose();
                break;
            }
            catch (Exception) when (call is { MayHaveLeft: false, UsesBackup: false, Backup: not null } && !limit.IsCancellationRequested)
            {
                // Nothing has left, so nothing can happen twice. A connection that takes too long ends as a cancellation.
                call.UseBackup();
            }
            catch (Exception exception)
            {
                failure = caller.IsCancellationRequested ? new OperationCanceledException(caller) : errors.OfException(exception, call.MayHaveLeft);
                break;
            }
        }

        // Outside the catch, so that the original, which may hold what the server sent, is not even an inner exception.
        throw failure;
    }
}

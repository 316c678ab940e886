using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Endpoint;

/// <summary>
/// The HTTP contract in bytes: <c>POST login</c>, <c>GET session</c>, <c>POST logout</c> and, when a Token is set, <c>push</c> under
/// a prefix. Use it from any function host; with ASP.NET Core use <c>MapWeChatMini</c>, which serves the same.
/// </summary>
public sealed class WeChatMiniEndpoint
{
    /// <summary>The largest body that is read: 16 KB. A push has a limit of its own, <see cref="Push.WeChatPushOptions.MaxBodyBytes"/>.</summary>
    public const int MaxBodyBytes = 16 * 1024;

    internal const string DefaultPrefix = "/wx";

    private readonly WeChatMiniClient _client;

    internal WeChatMiniEndpoint(WeChatMiniClient client, string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length > 0 && (prefix[0] != '/' || prefix[^1] == '/'))
        {
            throw new ArgumentException("A prefix begins with a slash and does not end with one, such as /wx; empty for the root.", nameof(prefix));
        }

        _client = client;
        Prefix = prefix;
    }

    /// <summary>Gets the prefix.</summary>
    public string Prefix { get; }

    /// <summary>Serves a request. Every failure of WeChat, the store or the input is an answer, not an exception.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the wait when the client is gone; a login that has begun is finished.</param>
    /// <returns>The answer; 404 for a path that is not of the contract, 405 for a wrong method.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public ValueTask<MiniResponse> HandleAsync(MiniRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        _client.RequestObserver?.Observe(_client.AppId, request.Headers.GetValueOrDefault);
        if (!request.Path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return new(Problems.NotFound());
        }

        var path = request.Path.AsSpan(Prefix.Length);
        string? allowed = null;
        foreach (var operation in EndpointOperation.All)
        {
            if (path.SequenceEqual(operation.Path) && operation.IsServed(_client))
            {
                if (operation.Method.Equals(request.Method, StringComparison.OrdinalIgnoreCase))
                {
                    return ServeAsync(operation, request, cancellationToken);
                }

                allowed = allowed is null ? operation.Method : allowed + ", " + operation.Method;
            }
        }

        return new(allowed is null ? Problems.NotFound() : Problems.MethodNotAllowed(allowed));
    }

    /// <summary>Serves a request to a route of your own that needs a signed-in user; what <c>RequireWeChatSession</c> is with ASP.NET Core.</summary>
    /// <param name="request">The request, with the token in its <c>Authorization</c> header.</param>
    /// <param name="handler">Answers it, given the session. Its exceptions are the caller's.</param>
    /// <param name="cancellationToken">Ends the wait, and is handed on.</param>
    /// <returns>The handler's answer; 401 <c>login_again</c> without a live session, 503 <c>store_unavailable</c> when sessions cannot be read.</returns>
    public async ValueTask<MiniResponse> RequireSessionAsync(MiniRequest request, Func<MiniSession, CancellationToken, ValueTask<MiniResponse>> handler, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(handler);
        MiniSession? session;
        try
        {
            session = await _client.Sessions.ValidateAsync(request.Token(), cancellationToken).ConfigureAwait(false);
        }
        catch (WeChatException failure)
        {
            return Problems.Of(failure);
        }

        return session is null ? Problems.LoginAgain() : await handler(session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a path is that of pushes, whose body is not to be read before it is asked for.</summary>
    internal bool IsPush(string path) => path.StartsWith(Prefix, StringComparison.Ordinal) && path.AsSpan(Prefix.Length).SequenceEqual(EndpointOperation.PushPath);

    internal async ValueTask<MiniResponse> ServeAsync(EndpointOperation operation, MiniRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await operation.Serve(_client, request, cancellationToken).ConfigureAwait(false);
        }
        catch (WeChatException failure)
        {
            return Problems.Of(failure);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _client.Log.EndpointFailed(_client.App.Label, exception);
            return Problems.Misconfigured();
        }
    }
}

using Microsoft.AspNetCore.HttpLogging;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk;
using WeChatMini.Sdk.AspNetCore.Authentication;
using WeChatMini.Sdk.AspNetCore.Endpoints;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps a central token server.</summary>
public static class WeChatTokenServerEndpointRouteBuilderExtensions
{
    /// <summary>What HTTP logging may write down of a request, also when it is set to bodies and headers: those hold the token and the key.</summary>
    private const HttpLoggingFields Logged = HttpLoggingFields.RequestMethod | HttpLoggingFields.RequestPath | HttpLoggingFields.ResponseStatusCode | HttpLoggingFields.Duration;

    /// <summary>
    /// Maps a token server for functions without a fixed egress address, which use it by <c>UseTokenServer</c>. Its keys are
    /// <c>AccessTokens:TokenServerKeys</c> of the mini-program's settings. It answers over TLS, and in the clear to this very machine only.
    /// </summary>
    /// <param name="endpoints">The application or a route group.</param>
    /// <param name="path">Literal text that begins with a slash; <c>/wechat/token</c> by default.</param>
    /// <param name="app">The name under which the mini-program is configured; empty, the default, for the default one.</param>
    /// <returns>The endpoint, for conventions such as <c>RequireHost</c>. It allows anonymous callers, since it checks the key itself.</returns>
    /// <exception cref="InvalidOperationException"><c>AddWeChatMini</c> was not called.</exception>
    /// <exception cref="ArgumentException">The path is not one.</exception>
    /// <exception cref="WeChatMini.Sdk.Errors.WeChatException">There is no key, it is not one, or this mini-program takes its own tokens from a token server or from CloudRun; the message says what to do.</exception>
    /// <remarks>Behind a proxy that ends TLS, use the framework's ForwardedHeaders, or every request is refused with 403; see docs/token-server.md.</remarks>
    public static IEndpointConventionBuilder MapWeChatTokenServer(this IEndpointRouteBuilder endpoints, string path = "/wechat/token", string app = "")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(app);
        if (!path.StartsWith('/') || path.AsSpan().ContainsAny('{', '}', '?'))
        {
            throw new ArgumentException("A path is literal text that begins with a slash, such as /wechat/token.", nameof(path));
        }

        var clients = endpoints.ServiceProvider.GetService<IWeChatMiniClients>() ?? throw new InvalidOperationException("MapWeChatTokenServer needs builder.Services.AddWeChatMini(…).");

        // Now and not with the first request, so that what is wrong with the settings stops the start.
        var server = clients.Get(app).CreateTokenServer();
        return endpoints.Map(path, context =>
            {
                var isPrivate = TokenServerConnection.IsPrivate(context);
                return EndpointServer.ServeAsync((request, cancellationToken) => server.HandleAsync(request, isPrivate, cancellationToken), context, path);
            })
            .AllowAnonymous()
            .WithMetadata(new SessionScope(App: null), new HttpLoggingAttribute(Logged));
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk;
using WeChatMini.Sdk.AspNetCore.Authentication;
using WeChatMini.Sdk.AspNetCore.Endpoints;
using WeChatMini.Sdk.Endpoint;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the HTTP contract.</summary>
public static class WeChatMiniEndpointRouteBuilderExtensions
{
    /// <summary>Maps <c>POST login</c>, <c>GET session</c>, <c>POST logout</c> and, when message push is configured at start-up, <c>push</c> of a mini-program under a prefix.</summary>
    /// <param name="endpoints">The application or a route group.</param>
    /// <param name="prefix">Literal text such as <c>/wx</c>, the default; begins with a slash and does not end with one; empty for the root.</param>
    /// <param name="app">The name under which the mini-program is configured; empty, the default, for the default one.</param>
    /// <returns>All of them together, for conventions such as <c>RequireRateLimiting</c>. They allow anonymous callers.</returns>
    /// <exception cref="InvalidOperationException"><c>AddAspNetCore</c> was not called.</exception>
    /// <exception cref="ArgumentException">The prefix is not one.</exception>
    /// <exception cref="WeChatMini.Sdk.Errors.WeChatException">The mini-program's settings are missing or wrong, or its session store does not fit this host; the message says what to do.</exception>
    public static IEndpointConventionBuilder MapWeChatMini(this IEndpointRouteBuilder endpoints, string prefix = "/wx", string app = "")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(app);
        if (prefix.AsSpan().ContainsAny('{', '}', '?'))
        {
            throw new ArgumentException("A prefix is literal text. For route parameters map into a group: app.MapGroup(\"/{tenant}\").MapWeChatMini(\"/wx\").", nameof(prefix));
        }

        SessionSchemes.Require(endpoints.ServiceProvider, app, nameof(MapWeChatMini));

        // Now and not with the first request, so that what is wrong with the settings stops the start.
        var client = endpoints.ServiceProvider.GetRequiredService<IWeChatMiniClients>().Get(app);
        var endpoint = client.CreateEndpoint(prefix);
        Func<MiniRequest, CancellationToken, ValueTask<MiniResponse>> handle = endpoint.HandleAsync;
        var group = endpoints.MapGroup(prefix);
        foreach (var part in EndpointOperation.All.Where(operation => operation.IsServed(client)).Select(static operation => operation.Path).Distinct())
        {
            // For every method, since 405 is the core's answer; under the core's own path, since routing is lenient about case and groups.
            var path = prefix + part;
            var isPush = endpoint.IsPush(path);
            RequestDelegate serve = context => EndpointServer.ServeAsync(handle, context, path, isPush);
            group.Map(part, serve);
        }

        return group.AllowAnonymous().WithMetadata(new SessionScope(App: null));
    }
}

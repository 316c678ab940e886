using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Console;
using WeChatMini.Sdk.DependencyInjection;

namespace WeChatMini.Sdk.Serverless.AspNetCore;

/// <summary>What every web application asks its container for while it starts, as far as its types are public.</summary>
internal static class WebServices
{
    /// <inheritdoc cref="ClosedServices" path="/summary"/>
    public static void CloseWebServices(this IServiceCollection services) => services
        .CloseOptions<AuthenticationOptions>()
        .CloseOptions<AuthorizationOptions>()
        .CloseOptions<ConsoleFormatterOptions>()
        .CloseOptions<ConsoleLifetimeOptions>()
        .CloseOptions<ConsoleLoggerOptions>()
        .CloseOptions<FormOptions>()
        .CloseOptions<HostFilteringOptions>()
        .CloseOptions<HostOptions>()
        .CloseOptions<JsonConsoleFormatterOptions>()
        .CloseOptions<JsonOptions>()
        .CloseOptions<KestrelServerOptions>()
        .CloseOptions<MetricsOptions>()
        .CloseOptions<RouteHandlerOptions>()
        .CloseOptions<RouteOptions>()
        .CloseOptions<SimpleConsoleFormatterOptions>()
        .CloseOptions<SocketTransportOptions>()
        .CloseLogger<AuthorizationMiddleware>()
        .CloseLogger<HostFilteringMiddleware>();
}

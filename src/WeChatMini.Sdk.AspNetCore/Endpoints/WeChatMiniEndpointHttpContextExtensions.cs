using WeChatMini.Sdk.AspNetCore.Endpoints;
using WeChatMini.Sdk.Endpoint;

namespace Microsoft.AspNetCore.Http;

/// <summary>Serves ASP.NET Core requests with an endpoint of your choice.</summary>
public static class WeChatMiniEndpointHttpContextExtensions
{
    /// <summary>Serves one request, for routes that choose the mini-program per request, such as one that was configured after start-up.</summary>
    /// <param name="endpoint">The endpoint, from <see cref="WeChatMini.Sdk.WeChatMiniClient.CreateEndpoint"/> with the prefix that the request's path has.</param>
    /// <param name="context">The request.</param>
    /// <returns>A task that ends when the answer is written.</returns>
    public static Task HandleAsync(this WeChatMiniEndpoint endpoint, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(context);
        var path = context.Request.Path.Value ?? "";
        return EndpointServer.ServeAsync(endpoint.HandleAsync, context, path, endpoint.IsPush(path));
    }
}

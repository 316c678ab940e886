using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AspNetCore.Authentication;
using WeChatMini.Sdk.Sessions;

namespace Microsoft.AspNetCore.Http;

/// <summary>The session of a request, for middleware, filters and wherever signing in is optional.</summary>
public static class WeChatMiniHttpContextExtensions
{
    /// <summary>Gets the session that authentication found.</summary>
    /// <param name="context">The request, after the authentication middleware.</param>
    /// <returns>The session; null when the request is not signed in.</returns>
    /// <exception cref="WeChatMini.Sdk.Errors.WeChatException">Sessions could not be read, so nobody knows.</exception>
    public static MiniSession? GetMiniSession(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.RequestServices.GetService<CurrentSession>()?.Find();
    }
}

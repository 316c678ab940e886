using Microsoft.AspNetCore.Authorization;
using WeChatMini.Sdk.AspNetCore;
using WeChatMini.Sdk.AspNetCore.Authentication;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Protects endpoints by sessions.</summary>
public static class WeChatMiniEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Lets only requests with a live session of a mini-program in; others are answered as the HTTP contract says: 401
    /// <c>login_again</c>, or 503 <c>store_unavailable</c> when sessions cannot be read.
    /// </summary>
    /// <typeparam name="TBuilder">What is protected: an endpoint, a group, all controllers.</typeparam>
    /// <param name="builder">What is protected.</param>
    /// <param name="app">The name under which the mini-program is configured; empty, the default, for the default one. Tokens of others are 401.</param>
    /// <remarks>Followed by <c>AllowAnonymous()</c>, sessions of this mini-program are looked for and requests without one are let in, too.</remarks>
    public static TBuilder RequireWeChatSession<TBuilder>(this TBuilder builder, string app = "")
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        var scheme = WeChatMiniDefaults.SchemeOf(app);
        builder.Add(endpoint =>
        {
            SessionSchemes.Require(endpoint.ApplicationServices, app, nameof(RequireWeChatSession));
            endpoint.Metadata.Add(new SessionScope(app));
        });

        // The framework unites the schemes of all policies of an endpoint: another scheme's user is not enough here.
        return builder.RequireAuthorization(new AuthorizationPolicyBuilder(scheme)
            .RequireAssertion(context => context.User.Identities.Any(identity => identity.AuthenticationType == scheme))
            .Build());
    }
}

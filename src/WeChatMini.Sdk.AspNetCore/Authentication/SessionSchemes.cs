using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace WeChatMini.Sdk.AspNetCore.Authentication;

/// <summary>Shows that <c>AddAspNetCore</c> was called, and adds the scheme of an app that was configured without it.</summary>
internal sealed class SessionSchemes(IAuthenticationSchemeProvider schemes)
{
    private readonly IAuthenticationSchemeProvider _schemes = schemes;

    public static void Require(IServiceProvider services, string app, string caller)
    {
        if (services.GetService<SessionSchemes>() is { } self)
        {
            self._schemes.TryAddScheme(Create(app));
        }
        else if (services.GetService<IServiceProviderIsService>() is not null)
        {
            // Some endpoint builders, such as that of Razor components, have an empty provider, which shows nothing either way.
            throw new InvalidOperationException(
                $"{caller} needs the services of WeChatMini.Sdk.AspNetCore: add builder.Services.AddWeChatMini(builder.Configuration.GetSection(\"WeChatMini\")).AddAspNetCore() before the application is built.");
        }
    }

    private static AuthenticationScheme Create(string app) => new(WeChatMiniDefaults.SchemeOf(app), displayName: null, typeof(SessionAuthenticationHandler));
}

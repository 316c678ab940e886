using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WeChatMini.Sdk.AspNetCore;
using WeChatMini.Sdk.AspNetCore.Authentication;
using WeChatMini.Sdk.AspNetCore.CloudRun;
using WeChatMini.Sdk.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds ASP.NET Core support to a mini-program.</summary>
public static class WeChatMiniAspNetCoreBuilderExtensions
{
    /// <summary>
    /// Adds an authentication scheme for the mini-program (<see cref="WeChatMiniDefaults.SchemeOf"/>), authorization, and
    /// <see cref="WeChatMini.Sdk.Sessions.MiniSession"/> as a parameter of endpoint handlers and of controller actions (<c>[FromServices]</c>).
    /// </summary>
    /// <remarks>The scheme of the default mini-program becomes the application's default scheme unless another was chosen. With <c>UseCloudRun</c> and
    /// tokens in headers, every request of the application is looked at for one. May be called again.</remarks>
    public static WeChatMiniBuilder AddAspNetCore(this WeChatMiniBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;

        // Not AddAuthentication: it brings data protection, which looks for a key ring on disk at start-up, and nothing here needs it.
        services.AddAuthenticationCore();
        services.AddAuthorization();
        services.TryAddSingleton<SessionSchemes>();
        services.TryAddTransient<SessionAuthenticationHandler>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, CloudRunObserver>());
        services.TryAddScoped<CurrentSession>();
        services.TryAddScoped(static provider => provider.GetRequiredService<CurrentSession>().Require());
        services.Configure<AuthenticationOptions>(options => AddScheme(options, builder.Name));
        if (builder.Name.Length == 0)
        {
            services.PostConfigure<AuthenticationOptions>(static options => options.DefaultScheme ??= WeChatMiniDefaults.AuthenticationScheme);
        }

        return builder;
    }

    private static void AddScheme(AuthenticationOptions options, string app)
    {
        var scheme = WeChatMiniDefaults.SchemeOf(app);
        if (!options.SchemeMap.ContainsKey(scheme))
        {
            options.AddScheme<SessionAuthenticationHandler>(scheme, displayName: null);
        }
    }
}

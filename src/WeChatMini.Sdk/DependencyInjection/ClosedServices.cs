using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WeChatMini.Sdk.DependencyInjection;

/// <summary>
/// Registers for one type what the framework registers for all: <c>IOptions&lt;&gt;</c>, <c>ILogger&lt;&gt;</c>. An ahead-of-time program has to
/// put the type together while it runs when the container closes such a service; the compiler does it when the closed one is named here.
/// It saves a cold start about a quarter of a millisecond per type. The objects are the framework's own, and under a JIT nothing is registered.
/// </summary>
internal static class ClosedServices
{
    public static IServiceCollection CloseOptions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(this IServiceCollection services)
        where T : class
    {
        if (!IsWorthIt(services, typeof(IOptionsFactory<>), typeof(OptionsFactory<>)))
        {
            return services;
        }

        services.TryAddSingleton<IOptions<T>>(static provider => new OptionsManager<T>(provider.GetRequiredService<IOptionsFactory<T>>()));
        services.TryAddSingleton<IOptionsMonitorCache<T>>(static _ => new OptionsCache<T>());
        services.TryAddSingleton<IOptionsMonitor<T>>(static provider => new OptionsMonitor<T>(
            provider.GetRequiredService<IOptionsFactory<T>>(),
            provider.GetServices<IOptionsChangeTokenSource<T>>(),
            provider.GetRequiredService<IOptionsMonitorCache<T>>()));
        services.TryAddTransient<IOptionsFactory<T>>(static provider => new OptionsFactory<T>(
            provider.GetServices<IConfigureOptions<T>>(),
            provider.GetServices<IPostConfigureOptions<T>>(),
            provider.GetServices<IValidateOptions<T>>()));
        return services;
    }

    public static IServiceCollection CloseLogger<T>(this IServiceCollection services)
    {
        if (IsWorthIt(services, typeof(ILogger<>), typeof(Logger<>)))
        {
            services.TryAddSingleton<ILogger<T>>(static provider => new Logger<T>(provider.GetRequiredService<ILoggerFactory>()));
        }

        return services;
    }

    /// <summary>An implementation of the application's own, for all types, must not be passed by.</summary>
    private static bool IsWorthIt(IServiceCollection services, Type service, Type framework) =>
        !RuntimeFeature.IsDynamicCodeSupported && services.All(one => one.ServiceType != service || (!one.IsKeyedService && one.ImplementationType == framework));
}

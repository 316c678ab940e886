using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Refit;
using WeChatMini.Sdk;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Http;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.ServerApis;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.UserData;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds WeChat mini-programs to a container.</summary>
public static class WeChatMiniServiceCollectionExtensions
{
    /// <summary>Answers with a session_key or a token have a few hundred bytes.</summary>
    private const long MaxAnswerBytes = 64 * 1024;

    /// <summary>Adds the library; options of any name are configured elsewhere, also while the process runs, and reached by <see cref="IWeChatMiniClients"/>.</summary>
    /// <param name="services">The container.</param>
    /// <returns>A builder of the default mini-program.</returns>
    public static WeChatMiniBuilder AddWeChatMini(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        AddCore(services);
        return new WeChatMiniBuilder("", services);
    }

    /// <summary>Adds the default mini-program from a configuration section with <c>AppId</c> and <c>AppSecret</c>; reloads are followed.</summary>
    public static WeChatMiniBuilder AddWeChatMini(this IServiceCollection services, IConfiguration section) => services.AddWeChatMini("", section);

    /// <summary>Adds a named mini-program from a configuration section; reloads are followed.</summary>
    public static WeChatMiniBuilder AddWeChatMini(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Add(services, name, options => options.Bind(section));
    }

    /// <summary>Adds the default mini-program in code.</summary>
    public static WeChatMiniBuilder AddWeChatMini(this IServiceCollection services, Action<WeChatMiniOptions> configure) => services.AddWeChatMini("", configure);

    /// <summary>Adds a named mini-program in code.</summary>
    public static WeChatMiniBuilder AddWeChatMini(this IServiceCollection services, string name, Action<WeChatMiniOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, name, options => options.Configure(configure));
    }

    private static WeChatMiniBuilder Add(IServiceCollection services, string name, Action<OptionsBuilder<WeChatMiniOptions>> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        AddCore(services);
        configure(services.AddOptions<WeChatMiniOptions>(name).ValidateOnStart());
        services.TryAddKeyedSingleton(name, (provider, _) => provider.GetRequiredService<IWeChatMiniClients>().Get(name));
        if (name.Length == 0)
        {
            services.TryAddSingleton(static provider => provider.GetRequiredService<IWeChatMiniClients>().Get());
        }

        return new WeChatMiniBuilder(name, services);
    }

    private static void AddCore(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(IWeChatMiniClients)))
        {
            return;
        }

        services.AddOptions();
        services.CloseOptions<WeChatMiniOptions>().CloseOptions<HttpClientFactoryOptions>().CloseOptions<LoggerFilterOptions>().CloseOptions<LoggerFactoryOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISessionStore>(static _ => new MemorySessionStore());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WeChatMiniOptions>, WeChatMiniOptionsValidator>());
        services.AddSingleton<Instruments>();
        services.AddSingleton<CallRunner>();
        services.AddSingleton<CodeExchange>();
        services.AddSingleton<WeChatTokenSource>();
        services.AddSingleton<IWeChatMiniClients, WeChatMiniClients>();
        services.AddRefitGeneratedClient<ILoginApi>(static _ => RefitSettings.ForJsonContext(LoginJsonContext.Default), httpClientName: "WeChatMini.Login")
            .AddWeChatTransport(MaxAnswerBytes);
        services.AddRefitGeneratedClient<ITokenApi>(static _ => RefitSettings.ForJsonContext(TokenJsonContext.Default), httpClientName: "WeChatMini.Token")
            .AddWeChatTransport(MaxAnswerBytes);
        var users = services.AddRefitGeneratedClient<IUserApi>(static _ => RefitSettings.ForJsonContext(UserDataJsonContext.Default), httpClientName: "WeChatMini.UserData").AddWeChatMiniApi();
        var apis = services.AddHttpClient(ServerApiSender.HttpClientName).AddWeChatMiniApi();
#pragma warning disable EXTEXP0001 // A host-wide default pipeline would send a one-time code again.
        users.RemoveAllResilienceHandlers();
        apis.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
    }
}

using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.CloudRun;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Push.Deduplication;
using WeChatMini.Sdk.Push.Dispatch;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.TokenServer;

namespace WeChatMini.Sdk.DependencyInjection;

/// <summary>
/// Adds parts to one mini-program. A store, a login handler, a login audit or a share of the default one serves every other that has none of its
/// own; <see cref="UseTokenServer"/>, <see cref="UseCloudRun"/> and <see cref="UseAccessTokens"/> do not, since what they hand out is for one mini-program.
/// </summary>
public sealed class WeChatMiniBuilder
{
    internal WeChatMiniBuilder(string name, IServiceCollection services)
    {
        Name = name;
        Services = services;
    }

    /// <summary>Gets the mini-program's name; empty for the default one.</summary>
    public string Name { get; }

    /// <summary>Gets the services that it is being added to.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Lets the application decide on each login; see <see cref="ILoginHandler"/>. A new instance serves each login, in its own scope.</summary>
    /// <typeparam name="THandler">The handler; its constructor takes services.</typeparam>
    public WeChatMiniBuilder AddLoginHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where THandler : class, ILoginHandler
    {
        Services.AddKeyedScoped<ILoginHandler, THandler>(Name);
        return this;
    }

    /// <summary>Keeps a record of logins; see <see cref="ILoginAudit"/>. A new instance takes each entry, in its own scope. The last call counts.</summary>
    /// <typeparam name="TAudit">The audit; its constructor takes services.</typeparam>
    public WeChatMiniBuilder AddLoginAudit<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAudit>()
        where TAudit : class, ILoginAudit
    {
        Services.AddKeyedScoped<ILoginAudit, TAudit>(Name);
        return this;
    }

    /// <summary>Keeps a record of logins through an object that takes all entries; see <see cref="ILoginAudit"/>. The last call counts.</summary>
    /// <param name="create">Makes it, once.</param>
    public WeChatMiniBuilder AddLoginAudit(Func<IServiceProvider, ILoginAudit> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddKeyedSingleton(Name, (provider, _) => create(provider));
        return this;
    }

    /// <summary>Adds a handler of message pushes; see <see cref="IPushHandler{TPush}"/>. Several handlers of one push run in the order in which they were added, in one scope.</summary>
    /// <typeparam name="TPush">What it handles; <see cref="PushMessage"/> for everything.</typeparam>
    /// <typeparam name="THandler">The handler; its constructor takes services. It is scoped, unless it was registered otherwise before.</typeparam>
    public WeChatMiniBuilder AddPushHandler<TPush, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where TPush : PushMessage
        where THandler : class, IPushHandler<TPush>
    {
        Services.TryAddScoped<THandler>();
        return AddRoute<TPush>(static (services, push, context, cancellationToken) => services.GetRequiredService<THandler>().HandleAsync(push, context, cancellationToken));
    }

    /// <summary>Adds a handler of message pushes as a function.</summary>
    /// <typeparam name="TPush">What it handles; <see cref="PushMessage"/> for everything.</typeparam>
    /// <param name="handle">Handles one push; see <see cref="IPushHandler{TPush}.HandleAsync"/>.</param>
    public WeChatMiniBuilder AddPushHandler<TPush>(Func<TPush, PushContext, CancellationToken, ValueTask> handle)
        where TPush : PushMessage
    {
        ArgumentNullException.ThrowIfNull(handle);
        return AddRoute<TPush>((_, push, context, cancellationToken) => handle(push, context, cancellationToken));
    }

    /// <summary>
    /// Recognises pushes that another instance handled, through the registered <c>IDistributedCache</c>. It cannot add only what is not
    /// there, so two copies in the same moment are both handled; WeChat's retries, 5 seconds apart, are recognised.
    /// </summary>
    /// <remarks>Without this each process recognises what it handled itself. The package for Redis has an overload that is exact.</remarks>
    public WeChatMiniBuilder UsePushDeduplication() => UsePushDeduplication(static provider => new DistributedCacheDeduplication(provider.GetRequiredService<IDistributedCache>()));

    /// <summary>Recognises pushes that another instance handled, through a place of your own; see <see cref="IPushDeduplication"/>. The last call counts.</summary>
    /// <param name="create">Makes it, once.</param>
    public WeChatMiniBuilder UsePushDeduplication(Func<IServiceProvider, IPushDeduplication> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddKeyedSingleton(Name, (provider, _) => create(provider));
        return this;
    }

    /// <summary>Keeps sessions in a store of your own; see <see cref="ISessionStore"/>. The last call counts.</summary>
    /// <param name="create">Makes the store, once.</param>
    public WeChatMiniBuilder UseSessionStore(Func<IServiceProvider, ISessionStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddKeyedSingleton(Name, (provider, _) => create(provider));
        return this;
    }

    /// <summary>
    /// Lets the instances of the application share access tokens through the registered <c>IDistributedCache</c>. It has no lease, so
    /// instances that start in the same moment may each fetch, which does no harm at the stable endpoint.
    /// </summary>
    /// <remarks>A cache in this process's memory is not shared and is refused. The packages for Redis and SQL have overloads with a lease.</remarks>
    public WeChatMiniBuilder ShareAccessTokens() => ShareAccessTokens(static provider => new DistributedCacheShare(provider.GetRequiredService<IDistributedCache>()));

    /// <summary>Lets the instances of the application share access tokens through a place of your own; see <see cref="IAccessTokenShare"/>. The last call counts.</summary>
    /// <param name="create">Makes the share, once.</param>
    public WeChatMiniBuilder ShareAccessTokens(Func<IServiceProvider, IAccessTokenShare> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddKeyedSingleton(Name, (provider, _) => create(provider));
        return this;
    }

    /// <summary>Takes access tokens of this mini-program, and of no other, from code of your own; caching and sharing are then its business. The last call counts.</summary>
    /// <param name="create">Makes the provider, once.</param>
    public WeChatMiniBuilder UseAccessTokens(Func<IServiceProvider, IAccessTokenProvider> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddKeyedSingleton(Name, (provider, _) => create(provider));
        return this;
    }

    /// <summary>Takes the access tokens of this mini-program, and of no other, from a central token server, which <c>MapWeChatTokenServer</c> runs: for functions without a fixed egress address. The AppSecret is not sent there.</summary>
    /// <param name="address">The server's full address: https, or http on a loopback address.</param>
    /// <param name="key">One of the server's <c>AccessTokens:TokenServerKeys</c>.</param>
    /// <exception cref="WeChatException">The address is not safe. A key that is none, or is the AppSecret, is refused when the client is made.</exception>
    public WeChatMiniBuilder UseTokenServer(Uri address, string key)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentException.ThrowIfNullOrEmpty(key);
        TokenServerSource.Check(address);
        Services.AddKeyedSingleton<IAccessTokenSource>(Name, (provider, _) =>
        {
            var options = provider.GetRequiredService<IOptionsMonitor<WeChatMiniOptions>>().Get(Name);
            return TokenServerKeys.FlawOf(key, options) is { } flaw
                ? throw new WeChatException(WeChatErrorKind.Misconfigured, "The key given to UseTokenServer " + flaw)
                : new TokenServerSource(address, key, provider.GetRequiredService<TimeProvider>());
        });
        return this;
    }

    /// <summary>Uses what WeChat CloudRun gives to a container for this mini-program, and for no other: access tokens and, only if asked for, logins without a code.</summary>
    /// <param name="configure">Chooses; without it, calls go out without a token over the open interface service.</param>
    /// <exception cref="WeChatException">A setting would do harm; the message says which.</exception>
    public WeChatMiniBuilder UseCloudRun(Action<CloudRunOptions>? configure = null)
    {
        var options = new CloudRunOptions();
        configure?.Invoke(options);
        options.Check();
        Services.AddKeyedSingleton(Name, options);
        Services.AddSingleton(new CloudRunApp(Name, options));
        Services.AddKeyedSingleton<IAccessTokenProvider>(Name, (provider, _) => new CloudRunTokenProvider(options, provider.GetRequiredService<TimeProvider>()));
        return this;
    }

    private WeChatMiniBuilder AddRoute<TPush>(Func<IServiceProvider, TPush, PushContext, CancellationToken, ValueTask> run)
        where TPush : PushMessage
    {
        Services.AddKeyedSingleton(Name, new PushRoute(static push => push is TPush, (services, push, context, cancellationToken) => run(services, (TPush)push, context, cancellationToken)));
        return this;
    }
}

using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.DependencyInjection;

/// <summary>Adds parts to one mini-program. What the default one has serves every other that has none of its own.</summary>
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

    /// <summary>Keeps sessions in a store of your own; see <see cref="ISessionStore"/>. The last call counts.</summary>
    /// <param name="create">Makes the store, once.</param>
    public WeChatMiniBuilder UseSessionStore(Func<IServiceProvider, ISessionStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddKeyedSingleton(Name, (provider, _) => create(provider));
        return this;
    }
}

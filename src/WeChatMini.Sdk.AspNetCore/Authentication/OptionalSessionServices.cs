using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.AspNetCore.Authentication;

/// <summary>
/// The services of a request whose handler takes <c>MiniSession?</c>. The framework asks for an inferred service as a required one,
/// whatever the parameter's nullability says (dotnet/aspnetcore, RequestDelegateFactory; compiled handlers do not), and a
/// container cannot answer that with null: this can.
/// </summary>
internal sealed class OptionalSessionServices(IServiceProvider inner, CurrentSession current) : IKeyedServiceProvider, ISupportRequiredService
{
    public object? GetService(Type serviceType) => serviceType == typeof(MiniSession) ? current.Find() : inner.GetService(serviceType);

    public object GetRequiredService(Type serviceType) => serviceType == typeof(MiniSession) ? current.Find()! : inner.GetRequiredService(serviceType);

    public object? GetKeyedService(Type serviceType, object? serviceKey) => Keyed.GetKeyedService(serviceType, serviceKey);

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) => Keyed.GetRequiredKeyedService(serviceType, serviceKey);

    private IKeyedServiceProvider Keyed => inner as IKeyedServiceProvider ?? throw new InvalidOperationException("This container has no keyed services.");
}

using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Endpoint;

namespace WeChatMini.Sdk.AspNetCore.Tests.Support;

/// <summary>The core's endpoint, in bytes.</summary>
public sealed class BytesDoor : IFrontDoor
{
    private readonly ServiceProvider _services;

    public BytesDoor(Func<IServiceCollection, WeChatMiniBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        configure(services);
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public IServiceProvider Services => _services;

    public async Task<Answer> SendAsync(Message message)
    {
        var headers = new Dictionary<string, string>();
        if (message.AuthorizationHeader is { } authorization)
        {
            headers["authorization"] = authorization;
        }

        if (message.ContentType is { } contentType)
        {
            headers["content-type"] = contentType;
        }

        var endpoint = _services.GetRequiredService<WeChatMiniClient>().Endpoint;
        var answer = await endpoint.HandleAsync(new MiniRequest(message.Method, message.Path, headers, message.Body), Xunit.TestContext.Current.CancellationToken);
        return new Answer(answer.StatusCode, answer.Headers, answer.Body.ToArray());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

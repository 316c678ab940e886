using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Refit;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.Exchange;

/// <summary>Refit over <see cref="IHttpClientFactory"/>, without and with Microsoft.Extensions.Http.Resilience.</summary>
internal sealed class RefitExchange : IExchange
{
    private readonly ServiceProvider _services;
    private readonly IRefitLogin _api;

    private RefitExchange(string name, Uri address, Action<IHttpClientBuilder>? configure)
    {
        Name = name;
        var services = new ServiceCollection();
        var http = services.AddRefitGeneratedClient<IRefitLogin>(static _ => RefitSettings.ForJsonContext(ReplyJsonContext.Default))
            .ConfigureHttpClient(client =>
            {
                client.BaseAddress = address;
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler(static () => App.CreateHandler())
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        configure?.Invoke(http);
        _services = services.BuildServiceProvider();
        _api = _services.GetRequiredService<IRefitLogin>();
    }

    public string Name { get; }

    public static RefitExchange Alone(Uri address) => new("Refit", address, null);

    public static RefitExchange Resilient(Uri address) => new("Refit + resilience", address, static http => http.AddResilienceHandler("alike", Resilience.Build));

    public async Task<string> RunAsync(string code)
    {
        using var response = await _api.ExchangeAsync(App.Id, App.Secret, code, CancellationToken.None);
        return response.StatusCode == HttpStatusCode.OK
            ? Reply.Check(response.Content)
            : throw new InvalidOperationException("The stub answered with another status.", response.Error);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

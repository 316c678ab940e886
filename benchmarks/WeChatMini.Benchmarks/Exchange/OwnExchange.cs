using WeChatMini.Benchmarks.Harness;
using WeChatMini.Sdk;

namespace WeChatMini.Benchmarks.Exchange;

/// <summary>The library, with all that it does besides: secrets at the last hop, single flight, bounded body, diagnostics.</summary>
internal sealed class OwnExchange(Uri address) : IExchange
{
    private readonly WeChatMiniClient _client = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = App.Id, AppSecret = App.Secret, BaseAddress = address });

    public string Name => "WeChatMini.Sdk";

    public async Task<string> RunAsync(string code) => (await _client.ExchangeCodeAsync(code)).OpenId;

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}

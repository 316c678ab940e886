using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Http;
using WeChatMini.Sdk.Login;

namespace WeChatMini.Fuzz.Support.Wire;

/// <summary>WeChat's endpoints, whose answer is what the target says.</summary>
internal sealed class ScriptedWeChat : ILoginApi, ITokenApi
{
    public byte[] Answer { get; set; } = [];

    public Task<HttpResponseMessage> ExchangeAsync(WeChatCall call, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage { Content = new BodyContent(Answer) });

    public Task<HttpResponseMessage> StableAsync(WeChatCall call, CancellationToken cancellationToken) => ExchangeAsync(call, cancellationToken);

    public Task<HttpResponseMessage> LegacyAsync(WeChatCall call, CancellationToken cancellationToken) => ExchangeAsync(call, cancellationToken);
}

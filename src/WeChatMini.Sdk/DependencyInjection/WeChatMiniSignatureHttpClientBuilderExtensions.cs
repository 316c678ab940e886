using WeChatMini.Sdk.Signatures;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Signs the calls of a client of your own.</summary>
public static class WeChatMiniSignatureHttpClientBuilderExtensions
{
    /// <summary>
    /// Adds <c>pay_sig</c> to every call of <c>/xpay/</c>, <c>/wxa/game/</c> and <c>/retail/B2b/</c>, over the exact bytes that are sent and where no log can see
    /// it. The client must have <c>AddWeChatMiniApi</c>, before or after; the last call counts. For one AppKey in all clients of an app there is <see cref="WeChatMini.Sdk.WeChatMiniOptions.Payment"/>.
    /// </summary>
    /// <param name="http">The client.</param>
    /// <param name="appKey">The live AppKey, from the console's page of the payment.</param>
    /// <param name="sandboxAppKey">The sandbox's AppKey, for bodies with <c>"env": 1</c>; null, the default, refuses them.</param>
    public static IHttpClientBuilder AddPaySignature(this IHttpClientBuilder http, string appKey, string? sandboxAppKey = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentException.ThrowIfNullOrEmpty(appKey);
        http.Services.AddKeyedSingleton(http.Name, new PayKeys(appKey, sandboxAppKey));
        return http;
    }
}

using Refit;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>
/// WeChat's two token endpoints. Retry rule: the backup host once while nothing can have left; beyond that the caller repeats
/// stable_token in normal mode only, which is safe to repeat. All parameters travel in the call.
/// </summary>
internal interface ITokenApi
{
    [Post("/cgi-bin/stable_token")]
    Task<HttpResponseMessage> StableAsync([Property(WeChatCall.OptionsKey)] WeChatCall call, CancellationToken cancellationToken);

    [Get("/cgi-bin/token")]
    Task<HttpResponseMessage> LegacyAsync([Property(WeChatCall.OptionsKey)] WeChatCall call, CancellationToken cancellationToken);
}

using Refit;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>
/// WeChat's two token endpoints. Retry rule: the backup host once while nothing can have left; beyond that the caller repeats
/// stable_token in normal mode only, which is safe to repeat.
/// </summary>
internal interface ITokenApi
{
    [Post("/cgi-bin/stable_token")]
    Task<IApiResponse<TokenReply>> StableAsync([Property(WeChatCall.OptionsKey)] WeChatCall call, CancellationToken cancellationToken);

    [Get("/cgi-bin/token?grant_type=client_credential")]
    Task<IApiResponse<TokenReply>> LegacyAsync(string appid, [Property(WeChatCall.OptionsKey)] WeChatCall call, CancellationToken cancellationToken);
}

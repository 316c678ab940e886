using Refit;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.Login;

/// <summary>
/// WeChat's login endpoint. Retry rule: once, at the backup host, while nothing can have left; never again after that, not on
/// errcode -1 either, since the one-time code may be spent. <c>secret</c> and <c>js_code</c> travel in the call.
/// </summary>
internal interface ILoginApi
{
    [Get("/sns/jscode2session?grant_type=authorization_code")]
    Task<IApiResponse<Code2SessionReply>> ExchangeAsync(string appid, [Property(WeChatCall.OptionsKey)] WeChatCall call, CancellationToken cancellationToken);
}

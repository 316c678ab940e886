using Refit;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.Login;

/// <summary>
/// WeChat's login endpoint. Retry rule: once, at the backup host, while nothing can have left; never again after that, not on
/// errcode -1 either, since the one-time code may be spent. All parameters travel in the call, most of them being secret.
/// </summary>
internal interface ILoginApi
{
    [Get("/sns/jscode2session")]
    Task<HttpResponseMessage> ExchangeAsync([Property(WeChatCall.OptionsKey)] WeChatCall call, CancellationToken cancellationToken);
}

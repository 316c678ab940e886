using Refit;

namespace WeChatMini.Benchmarks.Exchange;

/// <summary>The login endpoint as one would declare it with Refit alone, secret in the open.</summary>
internal interface IRefitLogin
{
    [Get("/sns/jscode2session?grant_type=authorization_code")]
    Task<IApiResponse<Reply>> ExchangeAsync(string appid, string secret, [AliasAs("js_code")] string code, CancellationToken cancellationToken);
}

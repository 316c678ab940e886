using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Refit;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Apis;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Signatures;

namespace Snippets;

internal static class SignatureExample
{
    public static void Add(WebApplicationBuilder builder, string appKey, string sandboxAppKey)
    {
        #region pay-client
        builder.Services.AddRefitGeneratedClient<IBalance>(_ => RefitSettings.ForJsonContext(BalanceJsonContext.Default))
            .AddWeChatMiniApi()
            .AddPaySignature(appKey, sandboxAppKey);
        #endregion
    }

    public static async Task SendAsync(HttpClient http, MiniSession session, HttpContent body)
    {
        #region sign-with
        using var request = new HttpRequestMessage(HttpMethod.Post, "/xpay/query_user_balance") { Content = body };
        request.SignWith(session);
        using var answer = await http.SendAsync(request);
        #endregion
    }

    public static async Task SendByNameAsync(HttpClient http, MiniSession session, HttpContent body)
    {
        #region sign-by-name
        using var balance = new HttpRequestMessage(HttpMethod.Post, "/wxa/game/getbalance") { Content = body };
        balance.SignWith(RequestSignatures.PaySig | RequestSignatures.Session | RequestSignatures.SigMethod, session);
        #endregion
        using var answer = await http.SendAsync(balance);
    }

    public static async Task OfDeliveriesAsync(WeChatMiniClient weChat, string shopId, string orderId)
    {
        #region delivery
        var order = await weChat.Apis().InstantDelivery.GetLocalOrderAsync(new() { Shopid = shopId, ShopOrderId = orderId, ShopNo = "1" });
        #endregion
        _ = order;
    }

    public static void OfGames(string appKey, string payload, string payEventSig)
    {
        #region game-delivery
        bool isPaidFor = GameDeliverySignature.Verify(appKey, "xpay_goods_deliver_notify", payload, payEventSig); // MiniGame.PayEventSig of a push
        #endregion
        _ = isPaidFor;
    }

    public static async Task ForClientAsync(WeChatMiniClient weChat, MiniSession session, string signData, string appKey)
    {
        #region client-payment
        string paySig = PaySignature.Compute(appKey, "requestVirtualPayment", signData);
        string signature = await weChat.UserData.SignAsync(session, signData);
        #endregion
        _ = (paySig, signature);
    }
}

#region pay-interface
internal interface IBalance
{
    [Post("/xpay/query_user_balance")]
    Task<Balance> QueryAsync([Body(BodySerializationMethod.Serialized, buffered: true)] BalanceQuery query, [Property(RequestSigning.Session)] SigningSession session);
}
#endregion

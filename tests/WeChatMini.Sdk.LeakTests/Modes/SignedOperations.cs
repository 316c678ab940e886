using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Tokens;
using WeChatMini.Sdk.LeakTests.Upstream;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Signatures;

namespace WeChatMini.Sdk.LeakTests.Modes;

/// <summary>An application's own calls that are signed with an AppKey, with the session_key or with both, and what it signs for the mini-program.</summary>
internal sealed partial class SignedOperations(Scene scene, ILeakHost host, Caller caller)
{
    private const string DeliveryPath = "/cgi-bin/express/local/business/order/get";

    private const string MidasPath = "/cgi-bin/midas/getbalance";

    public async Task RunAsync(MiniSession session)
    {
        await caller.TryApiAsync("signed, both", () => OwnMessages.SendAsync(scene, Request("/xpay/query_order", """{"env":0}""", session)));
        await caller.TryApiAsync("signed, of the sandbox", () => OwnMessages.SendAsync(scene, Request("/xpay/query_order", """{"env":1}""", null)));
        await caller.TryApiAsync("signed, by the session", () => OwnMessages.SendAsync(scene, Request("/wxa/set_user_storage", """{"kv_list":[]}""", session)));
        await caller.TryApiAsync("signed, of a merchant", () => OwnMessages.SendAsync(scene, Request("/retail/B2b/getorder", """{"mchid":"1230000109"}""", null)));
        await caller.TryApiAsync("signed, delivery", () => OwnMessages.SendAsync(scene, Request(DeliveryPath, """{"shopid":"4711"}""", RequestSignatures.DeliverySign, null)));
        await caller.TryApiAsync("signed, first payment", () => OwnMessages.SendAsync(scene, Request(MidasPath, """{"zone_id":"1"}""", RequestSignatures.MidasSig, session)));
        await caller.TryApiAsync("protected", () => OwnMessages.SendAsync(scene, Request(SecureReplies.Path + "?scene=0", "{}", null)));
        await caller.TryApiAsync("protected, with a body that cannot be", () => OwnMessages.SendAsync(scene, Request(SecureReplies.Path, "[]", null)));
        await caller.TryApiAsync("signed, Refit", () => scene.Services!.GetRequiredService<IRefitApi>().BalanceAsync(new ApiQuestion("balance"), session));
        await caller.TryAsync("sign for the mini-program", async () =>
        {
            scene.Secrets.Signed("signature for the mini-program", await host.Client.UserData.SignAsync(session, "{}"));
            return "";
        });
        scene.Secrets.Signed("pay_sig for the mini-program", PaySignature.Compute(scene.Secrets.AppKey, "requestVirtualPayment", "{}"));
    }

    /// <summary>From here on the signatures that arrived at WeChat are searched, too.</summary>
    public static void TakeSignatures(Scene scene)
    {
        foreach (var pair in scene.WeChat.Arrived.SelectMany(arrived => arrived.Target.Split('?', '&')).Select(pair => pair.Split('=')))
        {
            if (pair is ["signature" or "pay_sig", { Length: > 0 } signature])
            {
                scene.Secrets.Signed("signature of a call", signature);
            }
        }

        foreach (var arrived in scene.WeChat.Arrived.Where(arrived => arrived.Path is DeliveryPath or MidasPath))
        {
            var inBody = BodySignature().Matches(Uri.UnescapeDataString(arrived.Echo));
            Assert.NotEmpty(inBody);
            foreach (var signature in inBody.Select(match => match.Groups[1].Value))
            {
                scene.Secrets.Signed("signature in a body", signature);
            }
        }
    }

    [GeneratedRegex("\"(?:delivery_sign|sig|mp_sig)\":\"([0-9a-f]+)\"")]
    private static partial Regex BodySignature();

    private static HttpRequestMessage Request(string path, string body, RequestSignatures signatures, MiniSession? session)
    {
        var request = Request(path, body, null);
        request.SignWith(signatures, session);
        return request;
    }

    private static HttpRequestMessage Request(string path, string body, MiniSession? session)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (session is not null)
        {
            request.SignWith(session);
        }

        return request;
    }
}

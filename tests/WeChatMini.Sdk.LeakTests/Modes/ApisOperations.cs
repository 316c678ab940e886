using WeChatMini.Sdk.Apis;
using WeChatMini.Sdk.Apis.Security;
using WeChatMini.Sdk.Apis.Shipping;
using WeChatMini.Sdk.Apis.VirtualPayment;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.ServerApis;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.LeakTests.Modes;

/// <summary>
/// Calls through the generated client, one of each sort: read and repeated, signed, encrypted, with the AppSecret, with a file each way, page by
/// page, done before. What they send and what they bring is the application's, in its hands and nowhere else.
/// </summary>
internal sealed class ApisOperations(Scene scene, ILeakHost host, Caller caller)
{
    /// <summary>The API that takes the AppSecret in its address.</summary>
    public const string KeyedPath = "/cgi-bin/clear_quota/v2";

    private WeChatApis Apis => host.Client.Apis();

    private string Payload => scene.Secrets.Payload;

    public async Task RunAsync(MiniSession session)
    {
        await caller.TryAsync("Apis, read", () => Apis.Operations.GetGrayReleaseAsync());
        await caller.TryAsync("Apis, text", () => Apis.Security.CheckTextAsync(Sent(new CheckTextRequest { Content = Payload, Scene = 1, OpenId = session.OpenId })));
        await caller.TryAsync("Apis, encrypted", () => Apis.Security.GetUserRiskAsync(Sent(Question(session))));
        await caller.TryAsync("Apis, with the AppSecret", () => NothingOf(Apis.Management.ClearQuotaBySecretAsync()));
        await SignedAsync(session);
        await FilesAsync();
        await caller.TryAsync("Apis, page by page", async () =>
        {
            await foreach (var order in Apis.Shipping.EnumerateOrdersAsync(Sent(new GetOrdersRequest { OpenId = session.OpenId })))
            {
                PublicTypeSink.Record(scene.Recording, order);
            }

            return "";
        });
        await caller.TryAsync("Apis, by a descriptor of the application's", () => NothingOf(host.Client.ServerApis.SendAsync(
            new ServerApi(HttpMethod.Post, "/wxa/of_the_application", ServerApiRetry.Keyed) { DoneCodes = [40163] }, Sent(new ServerApiRequest().WithText($"{{\"text\":\"{Payload}\"}}").AddQuery("word", Payload)))));
        using var leaving = new CancellationTokenSource();
        var left = caller.TryAsync("Apis, of a caller who leaves", () => Apis.Security.GetUserRiskAsync(Question(session), leaving.Token), leaving.Token);
        await leaving.CancelAsync();
        await left;
    }

    private async Task SignedAsync(MiniSession session)
    {
        await caller.TryAsync("Apis, signed, both", () => Apis.VirtualPayment.QueryUserBalanceAsync(session, Sent(new QueryUserBalanceRequest { OpenId = session.OpenId, Env = 0, UserIp = "127.0.0.1" })));
        await caller.TryAsync("Apis, signed, of the sandbox", () => Apis.VirtualPayment.QueryOrderAsync(Sent(new QueryOrderRequest { OpenId = session.OpenId, Env = 1, OrderId = Payload })));
    }

    private async Task FilesAsync()
    {
        await caller.TryApiAsync("Apis, image", async () =>
        {
            using var image = await Apis.Codes.GetAsync(Sent(new Apis.Codes.GetRequest { Path = "pages/index?text=" + Payload }));
            PublicTypeSink.Record(scene.Recording, image);
            return await image.ReadAllAsync();
        });
        await caller.TryAsync("Apis, upload", () => NothingOf(Apis.Security.ImageSecurityCheckAsync(Sent(new ImageSecurityCheckRequest { Media = new ServerApiUpload([1, 2, 3], "picture.png") }))));
    }

    private GetUserRiskRequest Question(MiniSession session) => new() { OpenId = session.OpenId, Scene = 0, ClientIp = "127.0.0.1", ExtendedInfo = Payload };

    private static async Task<string> NothingOf(Task call)
    {
        await call;
        return "";
    }

    /// <summary>Takes down what an application holds while it calls.</summary>
    private T Sent<T>(T request)
        where T : class
    {
        PublicTypeSink.Record(scene.Recording, request);
        return request;
    }
}

using System.Text;
using WeChatMini.Sdk.Apis.Tests.Support;

namespace WeChatMini.Sdk.Apis.Tests;

/// <summary>What goes over the wire, to the byte.</summary>
public sealed class WritingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chinese_and_emoji_are_not_escaped_and_nulls_are_left_out()
    {
        await using var bench = Bench.Start();

        await bench.Apis.Messages.SendSubscribeAsync(new() { ToUser = "o-alice", TemplateId = "t+1", Data = new Dictionary<string, string> { ["thing1"] = "你好 😀 \"<&>\"" } }, Cancellation);

        Assert.Equal(
            """{"template_id":"t+1","touser":"o-alice","data":{"thing1":{"value":"你好 😀 \"<&>\""}},"miniprogram_state":"formal","lang":"zh_CN"}""",
            Body(bench, "/cgi-bin/message/subscribe/send"));
    }

    [Fact]
    public async Task Half_a_character_becomes_a_replacement_character()
    {
        await using var bench = Bench.Start();

        await bench.Apis.Links.CreateShortLinkAsync(new() { PageUrl = "a\uD83Db\u0001" }, Cancellation);

        Assert.Equal("{\"page_url\":\"a\uFFFDb\\u0001\"}", Body(bench, "/wxa/genwxashortlink"));
    }

    [Fact]
    public async Task Times_are_rfc_3339_with_milliseconds_where_the_page_says_so()
    {
        await using var bench = Bench.Start();

        await bench.Apis.Shipping.UploadShippingAsync(
            new()
            {
                OrderKey = new() { OrderNumberType = Shipping.OrderNumberType.MerchantOrder, MerchantId = "m", MerchantOrder = "o" },
                LogisticsType = Shipping.LogisticsType.Virtual,
                DeliveryMode = Shipping.DeliveryMode.Unified,
                ShippingList = [new() { ItemDesc = "会员" }],
                UploadTime = new DateTimeOffset(2026, 1, 31, 8, 5, 6, 70, TimeSpan.FromHours(8)),
                Payer = new() { OpenId = "o-alice" },
            },
            Cancellation);

        Assert.Equal(
            """{"order_key":{"order_number_type":1,"mchid":"m","out_trade_no":"o"},"logistics_type":3,"delivery_mode":1,"shipping_list":[{"item_desc":"会员"}],"upload_time":"2026-01-31T08:05:06.070+08:00","payer":{"openid":"o-alice"}}""",
            Body(bench, "/wxa/sec/order/upload_shipping_info"));
    }

    [Fact]
    public async Task The_apps_own_id_is_filled_in_and_the_request_stays_as_it_was()
    {
        await using var bench = Bench.Start();
        var request = new Management.ClearQuotaRequest();

        await bench.Apis.Management.ClearQuotaAsync(request, Cancellation);

        Assert.Equal($$"""{"appid":"{{bench.WeChat.AppId}}"}""", Body(bench, "/cgi-bin/clear_quota"));
        Assert.Null(request.AppId);
    }

    [Fact]
    public async Task The_appsecret_reaches_the_one_call_that_wants_it()
    {
        await using var bench = Bench.Start();

        await bench.Apis.Management.ClearQuotaBySecretAsync(Cancellation);

        var call = bench.WeChat.Apis.LastRequest("/cgi-bin/clear_quota/v2")!;
        Assert.Equal((bench.WeChat.AppId, bench.WeChat.AppSecret, ""), (call.Query("appid"), call.Query("appsecret"), call.Query("access_token")));
        Assert.Equal(0, bench.WeChat.Tokens.Issued);
    }

    [Fact]
    public async Task A_cloud_function_gets_its_argument_as_it_is()
    {
        await using var bench = Bench.Start();

        await bench.Apis.CloudFunctions.InvokeAsync(new() { Environment = "prod", Name = "sum", Argument = """{ "a" : 1 }""" }, Cancellation);

        var call = bench.WeChat.Apis.LastRequest("/tcb/invokecloudfunction")!;
        Assert.Equal(("prod", "sum", """{ "a" : 1 }"""), (call.Query("env"), call.Query("name"), Encoding.UTF8.GetString(call.Body.Span)));
    }

    private static string Body(Bench bench, string path) => Encoding.UTF8.GetString(bench.WeChat.Apis.LastRequest(path)!.Body.Span);
}

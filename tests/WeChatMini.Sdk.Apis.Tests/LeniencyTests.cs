using WeChatMini.Sdk.Apis.Tests.Support;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Apis.Tests;

/// <summary>Answers as WeChat writes them, which is not always as it documents them.</summary>
public sealed class LeniencyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"quota":{"daily_limit":"100000","used":7,"remain":99993.0}}""")]
    [InlineData("""{"errcode":"0","quota":{"daily_limit":100000,"used":"7","remain":"99993"},"new":{"unknown":[1,{"x":null}]}}""")]
    [InlineData("""{"quota":[{"daily_limit":1e5,"used":7,"remain":99993}]}""")]
    public async Task Numbers_come_as_text_objects_in_a_list_and_unknown_members_are_ignored(string json)
    {
        await using var bench = Bench.Start();
        Answers(bench, "/cgi-bin/openapi/quota/get", json);

        var answer = await bench.Apis.Management.GetApiQuotaAsync(new() { Path = "/wxa/msg_sec_check" }, Cancellation);

        Assert.Equal((100_000, 7, 99_993), (answer.Quota!.DailyLimit, answer.Quota.Used, answer.Quota.Remain));
        Assert.Null(answer.RateLimit);
    }

    [Fact]
    public async Task A_list_with_one_entry_may_be_that_entry_and_a_number_an_id_of_any_size()
    {
        await using var bench = Bench.Start();
        Answers(bench, "/wxa/sec/order/get_order_list", """{"order_list":{"transaction_id":42000000000000000000000012,"pay_time":"1767225600","paid_amount":9007199254740993,"in_complaint":1,"order_state":null}}""");

        var answer = await bench.Apis.Shipping.GetOrdersAsync(cancellationToken: Cancellation);

        var order = Assert.Single(answer.OrderList!);
        Assert.Equal("42000000000000000000000012", order.TransactionId);
        Assert.Equal(9_007_199_254_740_993, order.PaidAmount);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_767_225_600), order.PayTime);
        Assert.True(order.InComplaint);
        Assert.Null(order.OrderState);
        Assert.Null(answer.HasMore);
    }

    [Theory]
    [InlineData("1767225600000", 1_767_225_600)]
    [InlineData("\"2026-01-01T00:00:00Z\"", 1_767_225_600)]
    [InlineData("1767225600", 1_767_225_600)]
    public async Task A_time_comes_in_seconds_in_milliseconds_or_as_text(string wire, long seconds)
    {
        await using var bench = Bench.Start();
        Answers(bench, "/cgi-bin/media/upload", $$"""{"created_at":{{wire}}}""");

        var answer = await bench.Apis.CustomerService.UploadMediaAsync(new() { Type = "image", Media = new([1], "a.png") }, Cancellation);

        Assert.Equal(seconds, answer.CreatedAt!.Value.ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("""{"data_list":[{"cloud_id":"c","json":"{\"x\":1}"}]}""")]
    [InlineData("""{"data_list":[{"cloud_id":"c","json":{"x":1}}]}""")]
    public async Task Text_may_be_the_json_that_it_holds(string json)
    {
        await using var bench = Bench.Start();
        Answers(bench, "/wxa/getopendata", json);

        var answer = await bench.Apis.CloudBase.GetOpenDataAsync(new() { CloudIds = ["c"] }, Cancellation);

        Assert.Equal("""{"x":1}""", Assert.Single(answer.DataList!).Json);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"link\":")]
    [InlineData("\"link\"")]
    public async Task What_is_no_json_object_is_an_unknown_outcome(string body)
    {
        await using var bench = Bench.Start();
        Answers(bench, "/wxa/genwxashortlink", body);

        var failure = await Assert.ThrowsAsync<WeChatException>(() => bench.Apis.Links.CreateShortLinkAsync(new() { PageUrl = "pages/index" }, Cancellation));

        Assert.Equal(WeChatErrorKind.OutcomeUnknown, failure.Kind);
    }

    private static void Answers(Bench bench, string path, string json) => bench.WeChat.Apis.Add(path, _ => FakeApiAnswer.Json(json));
}

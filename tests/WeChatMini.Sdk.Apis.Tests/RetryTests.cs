using WeChatMini.Sdk.Apis.Tests.Support;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Apis.Tests;

/// <summary>What is done again after a failure, and what is not.</summary>
public sealed class RetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_reads_is_repeated_when_its_answer_is_lost_or_WeChat_is_busy()
    {
        await using var bench = Bench.Start();
        bench.WeChat.Faults.Next(FakeFault.CloseAfterProcessing, path: "/wxa/getgrayreleaseplan");
        bench.WeChat.Faults.Next(FakeFault.Error(-1), path: "/wxa/getgrayreleaseplan");

        await bench.Apis.Operations.GetGrayReleaseAsync(Cancellation);

        Assert.Equal(3, bench.WeChat.Journal.CallsTo("/wxa/getgrayreleaseplan"));
    }

    [Fact]
    public async Task A_call_that_sends_is_not()
    {
        await using var bench = Bench.Start();
        bench.WeChat.Faults.Next(FakeFault.CloseAfterProcessing, path: "/cgi-bin/message/custom/send");

        var failure = await Assert.ThrowsAsync<WeChatException>(() => bench.Apis.CustomerService.SendMessageAsync(new() { ToUser = "o-alice", MessageType = "text", Text = new() { Content = "hello" } }, Cancellation));

        Assert.Equal(WeChatErrorKind.OutcomeUnknown, failure.Kind);
        Assert.Equal(1, bench.WeChat.Journal.CallsTo("/cgi-bin/message/custom/send"));
    }

    [Fact]
    public async Task A_payment_with_a_number_of_its_own_is_repeated_and_done_before_is_done()
    {
        await using var bench = Bench.Start();
        var session = await bench.SignInAsync("o-alice");
        bench.WeChat.Faults.Next(FakeFault.CloseAfterProcessing, path: "/xpay/currency_pay");
        bench.WeChat.Faults.Next(FakeFault.Error(268490004), path: "/xpay/currency_pay");

        var answer = await bench.Apis.VirtualPayment.CurrencyPayAsync(session, Filled(), Cancellation);

        Assert.Null(answer.OrderId);
        Assert.Equal(2, bench.WeChat.Journal.CallsTo("/xpay/currency_pay"));
    }

    [Fact]
    public async Task Shipping_information_that_is_there_already_is_no_failure()
    {
        await using var bench = Bench.Start();
        bench.WeChat.Apis.Refuse("/wxa/sec/order/upload_combined_shipping_info", 10060023);

        await bench.Apis.Shipping.UploadCombinedShippingAsync(
            new() { OrderKey = new() { OrderNumberType = Shipping.OrderNumberType.Transaction, TransactionId = "t" }, UploadTime = bench.WeChat.Clock.GetUtcNow(), Payer = new() { OpenId = "o-alice" } },
            Cancellation);

        bench.WeChat.Apis.Refuse("/wxa/sec/order/upload_combined_shipping_info", 10060001);
        var failure = await Assert.ThrowsAsync<WeChatException>(() => bench.Apis.Shipping.UploadCombinedShippingAsync(
            new() { OrderKey = new() { OrderNumberType = Shipping.OrderNumberType.Transaction, TransactionId = "t" }, UploadTime = bench.WeChat.Clock.GetUtcNow(), Payer = new() { OpenId = "o-alice" } },
            Cancellation));
        Assert.Equal(10060001, failure.ErrorCode);
    }

    [Fact]
    public async Task Pages_are_fetched_until_there_are_no_more()
    {
        await using var bench = Bench.Start();
        bench.WeChat.Apis.Add("/wxa/sec/order/get_order_list", call => FakeApiAnswer.Json(System.Text.Encoding.UTF8.GetString(call.Body.Span) switch
        {
            """{"openid":"o-alice","page_size":2}""" => """{"order_list":[{"transaction_id":"1"},{"transaction_id":"2"}],"last_index":"2","has_more":true}""",
            """{"openid":"o-alice","last_index":"2","page_size":2}""" => """{"order_list":[{"transaction_id":"3"}],"last_index":"3","has_more":false}""",
            _ => """{"errcode":47001,"errmsg":"unexpected"}""",
        }));
        var request = new Shipping.GetOrdersRequest { OpenId = "o-alice", PageSize = 2 };

        var orders = new List<string?>();
        await foreach (var order in bench.Apis.Shipping.EnumerateOrdersAsync(request, Cancellation))
        {
            orders.Add(order.TransactionId);
        }

        Assert.Equal(["1", "2", "3"], orders);
        Assert.Null(request.LastIndex);
    }

    [Fact]
    public async Task Counted_pages_end_with_an_empty_one()
    {
        await using var bench = Bench.Start();
        var pages = new List<string>();
        bench.WeChat.Apis.Add("/wxaapi/feedback/list", call =>
        {
            pages.Add(call.Query("page"));
            return FakeApiAnswer.Json(call.Query("page") is "1" or "2" ? """{"list":[{"content":"good"}],"total_num":2}""" : """{"list":[],"total_num":2}""");
        });

        var count = 0;
        await foreach (var _ in bench.Apis.Operations.EnumerateFeedbackAsync(new() { Page = 1, Count = 1 }, Cancellation))
        {
            count++;
        }

        Assert.Equal(2, count);
        Assert.Equal(["1", "2", "3"], pages);
    }

    private static VirtualPayment.CurrencyPayRequest Filled()
    {
        var model = Tree.Models.Single(model => model.Endpoint.Path == "/xpay/currency_pay");
        var (request, _) = new Filler("WeChatMini.Sdk.Apis.VirtualPayment").Fill(model.Request!, new HashSet<string>());
        var filled = (VirtualPayment.CurrencyPayRequest)request;
        filled.OpenId = "o-alice";
        return filled;
    }
}

using System.Text;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Push.Messages;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.Push;

/// <summary>What WeChat is answered, in the format and the mode of the push.</summary>
public sealed class ReplyTests
{
    [Theory]
    [InlineData(FakePushMode.Secure, FakePushFormat.Json)]
    [InlineData(FakePushMode.Secure, FakePushFormat.Xml)]
    [InlineData(FakePushMode.Compatible, FakePushFormat.Xml)]
    [InlineData(FakePushMode.Plain, FakePushFormat.Json)]
    [InlineData(FakePushMode.Plain, FakePushFormat.Xml)]
    public async Task A_reply_has_the_format_of_the_push_and_is_encrypted_where_that_was(FakePushMode mode, FakePushFormat format)
    {
        await using var stage = new PushStage(options => options.Push.AllowUnauthenticatedBody = true, builder =>
        {
            builder.AddPushHandler<TextMessage>((_, context, _) =>
            {
                context.ReplyWith(PushReply.TransferToCustomerService());
                return default;
            });
            builder.AddPushHandler<WeChatMini.Sdk.Push.Events.AppleRefundQueryEvent>((_, context, _) =>
            {
                context.ReplyWith(PushReply.RefundDecision(isAllowed: false, "used ]]> up", "log"));
                return default;
            });
            builder.AddPushHandler<WeChatMini.Sdk.Push.Events.DebugEvent>((_, context, _) =>
            {
                context.ReplyWith(PushReply.Content("""{"demo_resp":"good luck"}"""));
                return default;
            });
        });
        (stage.WeChat.Push.Mode, stage.WeChat.Push.Format) = (mode, format);
        var isJson = format == FakePushFormat.Json;
        var now = stage.WeChat.Clock.GetUtcNow().ToUnixTimeSeconds();

        async Task<string?> ReplyAsync(FakePushMessage message)
        {
            var answer = await stage.SendAsync(message);
            Assert.Equal(200, answer.StatusCode);
            Assert.Equal(isJson ? "application/json" : "application/xml", answer.Headers["Content-Type"]);
            var body = Encoding.UTF8.GetString(answer.Body.Span);
            Assert.Equal(mode != FakePushMode.Plain, body.Contains("Encrypt", StringComparison.Ordinal));
            return stage.WeChat.Push.ReadReply(body);
        }

        Assert.Equal(
            isJson
                ? $$"""{"ToUserName":"o-alice","FromUserName":"gh_97417a04a28d","CreateTime":{{now}},"MsgType":"transfer_customer_service"}"""
                : $"<xml><ToUserName><![CDATA[o-alice]]></ToUserName><FromUserName><![CDATA[gh_97417a04a28d]]></FromUserName><CreateTime>{now}</CreateTime><MsgType><![CDATA[transfer_customer_service]]></MsgType></xml>",
            await ReplyAsync(FakePushMessage.Text("o-alice", "hello")));
        Assert.Equal(
            isJson
                ? """{"ErrCode":0,"ErrMsg":"success","IosRefundQueryResponse":{"result_code":1,"result_info":"used ]]> up","evidence":"log"}}"""
                : "<xml><ErrCode>0</ErrCode><ErrMsg><![CDATA[success]]></ErrMsg><IosRefundQueryResponse><result_code>1</result_code><result_info><![CDATA[used ]]]]><![CDATA[> up]]></result_info><evidence><![CDATA[log]]></evidence></IosRefundQueryResponse></xml>",
            await ReplyAsync(FakePushMessage.Event("o-alice", "xpay_subscribe_ios_refund_query_notify")));
        Assert.Equal("""{"demo_resp":"good luck"}""", await ReplyAsync(FakePushMessage.Event("o-alice", "debug_demo")));
    }

    [Fact]
    public async Task An_event_cannot_be_handed_to_customer_service()
    {
        Exception? thrown = null;
        await using var stage = new PushStage(configure: builder => builder.AddPushHandler<PushMessage>((_, context, _) =>
        {
            thrown = Record.Exception(() => context.ReplyWith(PushReply.TransferToCustomerService()));
            return default;
        }));
        PushStage.IsSuccess(await stage.SendAsync(FakePushMessage.Event("o-alice", "user_enter_tempsession")));
        Assert.IsType<InvalidOperationException>(thrown);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Push.Events;
using WeChatMini.Sdk.Push.Messages;
using WeChatMini.Sdk.Testing;

namespace Snippets;

internal static class PushExample
{
    public static void Setup(WebApplicationBuilder builder)
    {
        #region push-setup
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .AddAspNetCore()
            .UsePushDeduplication("localhost:6379")
            .AddPushHandler<TextMessage, Support>()
            .AddPushHandler<VirtualGoodsPaidEvent, Deliveries>();
        #endregion
    }

    #region push-handler
    public sealed class Support : IPushHandler<TextMessage>
    {
        public ValueTask HandleAsync(TextMessage push, PushContext context, CancellationToken cancellationToken)
        {
            context.ReplyWith(PushReply.TransferToCustomerService());
            return default;
        }
    }
    #endregion

    public sealed class Deliveries : IPushHandler<VirtualGoodsPaidEvent>
    {
        public ValueTask HandleAsync(VirtualGoodsPaidEvent push, PushContext context, CancellationToken cancellationToken) => default;
    }

    public static void Everything(WebApplicationBuilder builder)
    {
        #region push-unknown
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .AddPushHandler<UnknownMessage>((push, context, cancellationToken) =>
            {
                Console.WriteLine($"{push.EventName}: {push.Document.GetNumber("amount")}");
                return default;
            });
        #endregion
    }

    public static async Task Bytes(WeChatMiniClient weChat, string method, string path, string query, Dictionary<string, string> headers, byte[] body, DateTimeOffset endOfInvocation, CancellationToken cancellationToken)
    {
        #region push-bytes
        var request = new MiniRequest(method, path, headers, body) { Query = query, Deadline = endOfInvocation };
        MiniResponse answer = await weChat.Endpoint.HandleAsync(request, cancellationToken);
        #endregion
    }

    public static void CloudRun(WebApplicationBuilder builder)
    {
        #region push-cloudrun
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .AddAspNetCore()
            .UseCloudRun(cloudRun => cloudRun.AcceptPush = true);
        #endregion
    }

    public static async Task Test(FakeWeChat weChat, Uri server)
    {
        #region push-test
        weChat.Push.Format = FakePushFormat.Xml;
        FakePushAnswer answer = await weChat.Push.DeliverAsync(new Uri(server, "/wx/push"), FakePushMessage.Text("o-alice", "hello"));
        FakePushAnswer refused = await weChat.Push.SendAsync(new Uri(server, "/wx/push"), FakePushMessage.Text("o-alice", "hello"), FakePushCorruption.ForeignAppId);
        #endregion
    }
}

using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Push.Events;
using WeChatMini.Sdk.Push.Messages;

namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>What the application's handlers of pushes do, for a mode to change.</summary>
internal sealed class PushScript(Recording recording)
{
    public Func<PushMessage, PushContext, CancellationToken, ValueTask> Handle { get; set; } = AnswerAsync;

    public async ValueTask RunAsync(PushMessage push, PushContext context, CancellationToken cancellationToken)
    {
        PublicTypeSink.Record(recording, push);
        PublicTypeSink.Record(recording, push.Document);
        await Handle(push, context, cancellationToken);
        PublicTypeSink.Record(recording, context);
        PublicTypeSink.Record(recording, context.Reply);
    }

    /// <summary>Replies with one of each sort.</summary>
    private static ValueTask AnswerAsync(PushMessage push, PushContext context, CancellationToken cancellationToken)
    {
        context.ReplyWith(push switch
        {
            TextMessage => PushReply.TransferToCustomerService(),
            VirtualGoodsPaidEvent => PushReply.Result(0),
            ImageMessage => PushReply.Content(push.Format == PushFormat.Json ? "{}" : "<xml/>"),
            _ => PushReply.Success,
        });
        return default;
    }
}

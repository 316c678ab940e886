using System.Text;
using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push;

/// <summary>
/// What WeChat is answered. A mini-program cannot write back to a user in this answer, as an official account can: use the API
/// <c>/cgi-bin/message/custom/send</c>. Source: message push and CloudRun pages of the mini-program documentation.
/// </summary>
public sealed class PushReply
{
    private static readonly byte[] SuccessText = "success"u8.ToArray();
    private readonly Func<PushMessage, DateTimeOffset, byte[]>? _write;

    private PushReply(Func<PushMessage, DateTimeOffset, byte[]>? write) => _write = write;

    /// <summary>Gets <c>success</c>, the answer to everything that asks for no other. It is never encrypted.</summary>
    public static PushReply Success { get; } = new(null);

    internal bool NeedsUserMessage { get; private init; }

    internal bool IsSuccess => _write is null;

    /// <summary>Hands a user's message to the hosted customer-service tool.</summary>
    /// <remarks>WeChat shows the answer in XML for servers of one's own and in JSON for cloud functions; it is written in the format of the push.</remarks>
    public static PushReply TransferToCustomerService() => new(static (push, now) => ReplyWriter.Write(push.Format,
    [
        ("ToUserName", push.FromUserName ?? ""),
        ("FromUserName", push.ToUserName ?? ""),
        ("CreateTime", now.ToUnixTimeSeconds()),
        ("MsgType", "transfer_customer_service"),
    ]))
    {
        NeedsUserMessage = true,
    };

    /// <summary>Answers an event that wants a result, such as those of virtual payment: <c>ErrCode</c> and <c>ErrMsg</c>.</summary>
    /// <param name="errorCode">0 when all is well; WeChat sends the event again after any other.</param>
    /// <param name="errorMessage">Words for WeChat's log.</param>
    public static PushReply Result(int errorCode, string errorMessage = "success")
    {
        ArgumentNullException.ThrowIfNull(errorMessage);
        return new((push, _) => ReplyWriter.Write(push.Format, [("ErrCode", (long)errorCode), ("ErrMsg", errorMessage)]));
    }

    /// <summary>Answers the question of an Apple refund, <c>xpay_subscribe_ios_refund_query_notify</c>; WeChat waits 3 seconds for it.</summary>
    /// <param name="isAllowed">Whether the money may go back.</param>
    /// <param name="info">Why, in words; empty by default.</param>
    /// <param name="evidence">What proves it; empty by default.</param>
    public static PushReply RefundDecision(bool isAllowed, string info = "", string evidence = "")
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(evidence);
        (string Name, object Value)[] decision = [("result_code", isAllowed ? 0L : 1L), ("result_info", info), ("evidence", evidence)];
        return new((push, _) => ReplyWriter.Write(push.Format, [("ErrCode", 0L), ("ErrMsg", "success"), ("IosRefundQueryResponse", decision)]));
    }

    /// <summary>Answers with a document of your own, for events that want one.</summary>
    /// <param name="document">The document, in the <see cref="PushMessage.Format"/> of the push.</param>
    public static PushReply Content(string document)
    {
        ArgumentException.ThrowIfNullOrEmpty(document);
        var bytes = Encoding.UTF8.GetBytes(document);
        return new((_, _) => bytes);
    }

    internal byte[] Write(PushMessage push, DateTimeOffset now) => _write is null ? SuccessText : _write(push, now);
}

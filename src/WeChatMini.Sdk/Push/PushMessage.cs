using System.Diagnostics;
using System.Text;
using System.Text.Json.Serialization;
using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push;

/// <summary>
/// What WeChat pushed, verified: a message of a user or an event. Its class has what is known of it, <see cref="Document"/> all that
/// arrived. Handlers of this class get everything. Source of the classes: message-push pages of WeChat's documentation.
/// </summary>
/// <remarks>Text comes from users: treat it as input. Printing hides everything but the kind.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class PushMessage
{
    private readonly PushDocument _document;

    private protected PushMessage(PushDocument document) => _document = document;

    /// <summary>Gets the format in which it arrived.</summary>
    public PushFormat Format => _document.Format;

    /// <summary>Gets the mini-program's original id, <c>gh_…</c>; null when the push has none.</summary>
    public string? ToUserName => Document.GetText("ToUserName");

    /// <summary>Gets the user's openid, or an id of WeChat's systems; null when the push has none.</summary>
    public string? FromUserName => Document.GetText("FromUserName");

    /// <summary>Gets when it happened, in whole seconds, UTC; null when the push has no time.</summary>
    public DateTimeOffset? CreatedAt => Document.GetTime("CreateTime");

    /// <summary>Gets WeChat's <c>MsgType</c>: <c>event</c>, or the kind of message; null when the push has none.</summary>
    public string? MessageType => Document.GetText("MsgType");

    /// <summary>Gets WeChat's <c>Event</c>; null for a message of a user.</summary>
    public string? EventName => Document.GetText("Event");

    /// <summary>Gets WeChat's <c>MsgId</c> with every digit; null for events. It is a number of 64 bits from WeChat and other text in cloud functions.</summary>
    public string? MessageId => Document.GetText("MsgId");

    /// <summary>Gets the whole document.</summary>
    [JsonIgnore]
    public PushElement Document => _document.Root;

    /// <summary>Whether a user wrote it, so that it may be handed to customer service.</summary>
    internal bool IsOfUser => MessageType is { } type && type != "event";

    /// <summary>Returns the document as it arrived, decrypted.</summary>
    public string GetRawText() => Encoding.UTF8.GetString(_document.Source.Span);

    /// <summary>Names the kind and hides what it says.</summary>
    public override string ToString() => GetType().Name;

    /// <summary>The entries of a list: at the top in JSON, below an element of their own in XML.</summary>
    private protected IReadOnlyList<T> List<T>(string wrapper, string name, Func<PushElement, T> create)
    {
        var parent = Document.Find(wrapper) ?? Document;
        return [.. parent.FindAll(name).Select(create)];
    }

    private protected T? Part<T>(string name, Func<PushElement, T> create)
        where T : class => Document.Find(name) is { } part ? create(part) : null;
}

using WeChatMini.Sdk.Testing.Endpoints;
using WeChatMini.Sdk.Testing.Faults;
using WeChatMini.Sdk.Testing.Server;

namespace WeChatMini.Sdk.Testing;

/// <summary>One way in which a request to WeChat goes wrong. Each says whether the request still took effect, that is, whether a login code is spent.</summary>
public sealed class FakeFault
{
    internal FakeFault(string name, Func<Exchange, Patience, Task> behave)
    {
        Name = name;
        Behave = behave;
    }

    /// <summary>Gets the name of the fault, as the control API takes it.</summary>
    public string Name { get; }

    internal Func<Exchange, Patience, Task> Behave { get; }

    /// <summary>Gets a fault that holds the request until the client gives up, or until <see cref="FakeFaults.Clear"/>, upon which it is processed and answered. Until then it took no effect.</summary>
    public static FakeFault Hang { get; } = new(nameof(Hang), ConnectionFaults.HangAsync);

    /// <summary>Gets a fault that ends the connection in good order (FIN) instead of answering; the request took no effect.</summary>
    public static FakeFault CloseBeforeProcessing { get; } = new(nameof(CloseBeforeProcessing), ConnectionFaults.CloseAsync);

    /// <summary>Gets a fault that breaks the connection (RST) instead of answering; the request took no effect.</summary>
    public static FakeFault ResetBeforeProcessing { get; } = new(nameof(ResetBeforeProcessing), ConnectionFaults.ResetAsync);

    /// <summary>Gets a fault that processes the request and then ends the connection (FIN): the code is spent, the answer lost.</summary>
    public static FakeFault CloseAfterProcessing { get; } = new(nameof(CloseAfterProcessing), ConnectionFaults.ProcessAndCloseAsync);

    /// <summary>Gets a fault that processes the request and then breaks the connection (RST): the code is spent, the answer lost.</summary>
    public static FakeFault ResetAfterProcessing { get; } = new(nameof(ResetAfterProcessing), ConnectionFaults.ProcessAndResetAsync);

    /// <summary>Gets a fault that answers 302 to <c>/redirected</c> with the whole query, so that the journal shows whether it was followed; the request took no effect.</summary>
    public static FakeFault Redirect { get; } = new(nameof(Redirect), ReplyFaults.RedirectAsync);

    /// <summary>Gets a fault that answers 200 with a web page; the request took no effect.</summary>
    public static FakeFault Html { get; } = new(nameof(Html), ReplyFaults.Instead(FakeReply.Html(200, "Service is busy")));

    /// <summary>Gets a fault that answers 40029 with the errcode as a JSON string, as WeChat does at times; the request took no effect.</summary>
    public static FakeFault ErrorCodeAsString { get; } = new(nameof(ErrorCodeAsString), ReplyFaults.ErrorCodeAsStringAsync);

    /// <summary>Gets a fault that processes the request and answers 200 with an empty body.</summary>
    public static FakeFault EmptyBody { get; } = new(nameof(EmptyBody), ReplyFaults.Edited(static _ => []));

    /// <summary>Gets a fault that processes the request and sends the first half of the answer's JSON as if that were all.</summary>
    public static FakeFault TruncatedJson { get; } = new(nameof(TruncatedJson), ReplyFaults.Edited(static body => body[..(body.Length / 2)]));

    /// <summary>Gets a fault that processes the request and puts a UTF-8 byte order mark before the answer.</summary>
    public static FakeFault ByteOrderMark { get; } = new(nameof(ByteOrderMark), ReplyFaults.Edited(static body => [0xEF, 0xBB, 0xBF, .. body]));

    /// <summary>Gets a fault that processes the request and puts bytes into the answer's first string that are not UTF-8.</summary>
    public static FakeFault InvalidUtf8 { get; } = new(nameof(InvalidUtf8), ReplyFaults.Edited(JsonEdits.InvalidUtf8));

    /// <summary>Gets a fault that processes the request and repeats each member of the answer with a different value.</summary>
    public static FakeFault DuplicateProperties { get; } = new(nameof(DuplicateProperties), ReplyFaults.Edited(JsonEdits.Duplicate));

    /// <summary>Gets a fault that processes the request and adds a member to the answer that holds 1,000 nested arrays.</summary>
    public static FakeFault DeepJson { get; } = new(nameof(DeepJson), ReplyFaults.Edited(JsonEdits.Deepen));

    /// <summary>Gets a fault that processes the request and leaves session_key out of the answer.</summary>
    public static FakeFault WithoutSessionKey { get; } = new(nameof(WithoutSessionKey), ReplyFaults.Edited(static body => JsonEdits.Without(body, "session_key")));

    /// <summary>Gets a fault that processes the request and leaves openid out of the answer.</summary>
    public static FakeFault WithoutOpenId { get; } = new(nameof(WithoutOpenId), ReplyFaults.Edited(static body => JsonEdits.Without(body, "openid")));

    /// <summary>Gets a fault that processes the request and answers with an empty openid.</summary>
    public static FakeFault EmptyOpenId { get; } = new(nameof(EmptyOpenId), ReplyFaults.Edited(static body => JsonEdits.With(body, "openid", "")));

    /// <summary>Gets a variant, not an error: the request is processed, and a success has <c>"errcode":0</c> and <c>"errmsg":"ok"</c> besides its data.</summary>
    public static FakeFault ErrorCodeZero { get; } = new(nameof(ErrorCodeZero), ReplyFaults.Edited(JsonEdits.ErrorCodeZero));

    /// <summary>Gets a variant, not an error: the request is processed, and the answer is compressed whether or not the client asked for it.</summary>
    public static FakeFault Gzip { get; } = new(nameof(Gzip), ReplyFaults.GzipAsync);

    /// <summary>Gets a fault that processes the request and sends an answer that does not end until the client gives up or <see cref="FakeFaults.Clear"/>, which breaks it off.</summary>
    public static FakeFault EndlessBody { get; } = new(nameof(EndlessBody), BodyFaults.EndlessAsync);

    /// <summary>Gets a fault that processes the request and sends the answer's body at one byte per second of real time, until <see cref="FakeFaults.Clear"/> lets the rest go at once.</summary>
    public static FakeFault SlowBody { get; } = new(nameof(SlowBody), BodyFaults.SlowAsync);

    /// <summary>Makes a fault that processes the request at once and answers late.</summary>
    /// <param name="time">How late, in real time; <see cref="FakeFaults.Clear"/> ends the wait early.</param>
    /// <returns>The fault.</returns>
    public static FakeFault Latency(TimeSpan time) => new(nameof(Latency), (exchange, patience) => ConnectionFaults.AnswerLateAsync(exchange, patience, time));

    /// <summary>Makes a fault that processes the request and pads the answer's JSON with one more member.</summary>
    /// <param name="bytes">The length of the body in bytes; never less than that of the answer with an empty member.</param>
    /// <returns>The fault.</returns>
    public static FakeFault HugeBody(int bytes) => new(nameof(HugeBody), ReplyFaults.Edited(body => JsonEdits.PadTo(body, bytes)));

    /// <summary>Makes a fault that answers with an HTTP status and a web page, as a gateway does; the request took no effect.</summary>
    /// <param name="code">The status.</param>
    /// <param name="retryAfter">What <c>Retry-After</c> says, in whole seconds; null, the default, for no such header.</param>
    /// <returns>The fault.</returns>
    public static FakeFault Status(int code, TimeSpan? retryAfter = null) => new(nameof(Status), ReplyFaults.Instead(ReplyFaults.Status(code, retryAfter)));

    /// <summary>Makes a fault that answers with an error of WeChat's; the request took no effect.</summary>
    /// <param name="errcode">The errcode, such as -1 (busy).</param>
    /// <param name="errmsg">The errmsg; null, the default, for a fitting one. A request id is put at its end unless it has one.</param>
    /// <returns>The fault.</returns>
    public static FakeFault Error(int errcode, string? errmsg = null) =>
        new(nameof(Error), (exchange, _) => exchange.SendAsync(exchange.Errors.Reply(errcode, errmsg)));

    /// <summary>Makes a fault that answers with exactly these bytes; the request took no effect.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="contentType">The Content-Type.</param>
    /// <param name="body">The body.</param>
    /// <returns>The fault.</returns>
    public static FakeFault Raw(int status, string contentType, byte[] body)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        ArgumentNullException.ThrowIfNull(body);
        return new(nameof(Raw), ReplyFaults.Instead(new FakeReply(status, contentType, body)));
    }

    /// <summary>Names the fault.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}

using System.Text.Json;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.LeakTests.Upstream;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Push;

namespace WeChatMini.Sdk.LeakTests.Modes;

/// <summary>Everything that goes wrong, from WeChat's answers to the application's own code.</summary>
internal static class ModeTable
{
    public const string Well = "ok";
    public const string BadInput = "bad input";
    private const string NoStatusLine = "an answer that is not HTTP";
    private const string NoHeader = "a header line that is none";
    private const string NoChunkOfImage = "an image of which a chunk is none";
    private const string NoChunk = "a chunk that is none";

    /// <summary>The modes in which WeChat, or what answers in its place, does not speak HTTP.</summary>
    public static IReadOnlyList<string> BrokenProtocol { get; } = [NoStatusLine, NoHeader, NoChunk, NoChunkOfImage];

    /// <summary>One mode of each sort, for where all would take too long.</summary>
    public static IEnumerable<Mode> Short => All.Where(mode => mode.Name is "ok" or BadInput or "errcode 40029" or "HTTP 500" or "redirect" or "truncated JSON" or "RST without an answer" or "connection refused" or "no answer in time");

    /// <summary>What goes wrong where only tokens are at stake: all that is not of logins, and of the many error codes the three that mean something else each.</summary>
    public static IEnumerable<Mode> OfTokens => Short.Union(All.Where(mode => mode.Reply is not null && (!mode.Name.StartsWith("errcode", StringComparison.Ordinal) || mode.Name is "errcode 40001" or "errcode 40164" or "errcode 45009")));

    /// <summary>The errors of the two token endpoints that a login does not have.</summary>
    private static IEnumerable<int> OfTokenEndpoints => [40002, 40013, 40125, 40164, 40243, 41004, 43002, 44993, 50004, 50007, 89503, 89506];

    /// <summary>How a server API rejects a token; from a token endpoint 40001 is a wrong secret.</summary>
    private static IEnumerable<int> OfRejectedTokens => [40001, 40014, 42001];

    /// <summary>What goes wrong with Redis; the rest is as ever.</summary>
    public static IReadOnlyList<Mode> OfRedis { get; } =
    [
        new("Redis is killed", static scene => scene.Redis!.Kill()),
        new("Redis is frozen", static scene => scene.Redis!.Freeze()),
        new("Redis never was there", static _ => { }) { Before = static scene => scene.Redis!.Kill() },
        new("Redis has another password", static _ => { }) { Before = static scene => scene.Redis!.MistakePassword(scene.Secrets) },
        new("Redis repeats what it does not understand", static _ => { }) { Before = static scene => scene.Redis!.Mistake(scene.Secrets) },
    ];

    /// <summary>What goes wrong with a SQL database.</summary>
    public static IReadOnlyList<Mode> OfSql { get; } =
    [
        new("the database is locked", static scene => scene.Sql!.Lock()),
        new("the database is no database", static _ => { }) { Before = static scene => scene.Sql!.Spoil() },
        new("the database cannot be opened", static _ => { }) { Before = static scene => scene.Sql!.Misplace() },
        new("the database wants no password", static _ => { }) { Before = static scene => scene.Sql!.MistakePassword(scene.Secrets) },
    ];

    public static IReadOnlyList<Mode> All { get; } =
    [
        new(Well, static _ => { }) { EveryPush = true },
        new(BadInput, static _ => { }) { BadInput = true },
        .. new[] { 40029, 40163, 40226, 45011, 45009, -1, 41002, 99999 }.Concat(OfTokenEndpoints).Concat(OfRejectedTokens).Select(code => WeChat("errcode " + code, _ => Replies.ErrorCode(code))),
        .. new[] { 400, 404, 429, 500, 502 }.Select(status => WeChat("HTTP " + status, _ => Replies.Status(status))),
        WeChat("redirect", _ => Replies.Redirect),
        Protected("an answer with a flipped signature", SecureReplies.FlippedSignature),
        Protected("an answer under another serial number", SecureReplies.OtherSerial),
        Protected("an answer that is old", SecureReplies.Stale),
        Protected("an answer for another app", SecureReplies.OtherApp),
        Protected("an answer under another key", SecureReplies.OtherKey),
        WeChat("200 with HTML", _ => Replies.Body("<html><title>{target}</title>please sign in</html>", "text/html")),
        WeChat("200 with nothing", _ => Replies.Body("")),
        WeChat("truncated JSON", scene => Secret(scene, """{"openid":"{openid}","access_token":"{token}","session_key":"{key}","unionid":" """, static body => Replies.Body(body))),
        WeChat("JSON of wrong types", scene => Secret(scene, """{"openid":{"is":1},"session_key":["{key}"],"access_token":["{token}"]}""", static body => Replies.Body(body))),
        WeChat("JSON with a property twice", scene => Secret(scene, """{"session_key":"{key}","session_key":"{key}","access_token":"{token}","access_token":"{token}","openid":"{openid}"}""", static body => Replies.Body(body))),
        WeChat("JSON of great depth", scene => Secret(scene, """{"session_key":"{key}","access_token":"{token}","errmsg":""" + new string('[', 80), static body => Replies.Body(body))),
        WeChat("login without openid", scene => Secret(scene, """{"session_key":"{key}","access_token":"{token}","errmsg":"{target}"}""", static body => Replies.Body(body))),
        .. new[] { "\"soon\"", "0", "-1", "null", "1e99" }.Select(life => WeChat("a token that lives " + life, scene => Secret(scene, $$"""{"access_token":"{token}","expires_in":{{life}},"errmsg":"{target}"}""", static body => Replies.Body(body)))),
        WeChat("an image that names the address", _ => Replies.EchoingImage),
        WeChat("an image with a trailer", _ => Replies.ImageWithTrailer),
        WeChat(NoChunkOfImage, _ => Replies.BrokenImage),
        WeChat("FIN in an image", _ => Replies.ImageCutShort(reset: false)),
        WeChat("RST in an image", _ => Replies.ImageCutShort(reset: true)),
        WeChat("endless body", _ => Replies.Endless),
        WeChat("endless header", _ => Replies.HugeHeader),
        WeChat(NoStatusLine, _ => Replies.Broken("<html>not found: {target}</html>\r\n\r\n")),
        WeChat(NoHeader, _ => Replies.Broken("HTTP/1.1 200 OK\r\n{target}\r\n\r\n")),
        WeChat(NoChunk, _ => Replies.Broken("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{target}\r\n")),
        WeChat("FIN without an answer", _ => Replies.NoAnswer(reset: false)),
        WeChat("RST without an answer", _ => Replies.NoAnswer(reset: true)),
        WeChat("FIN in the body", scene => Secret(scene, """{"session_key":"{key}","access_token":"{token}" """, static body => Replies.CutShort(body, reset: false))),
        WeChat("RST in the body", scene => Secret(scene, """{"session_key":"{key}","access_token":"{token}" """, static body => Replies.CutShort(body, reset: true))),
        WeChat("no answer in time", NoAnswerInTime),
        WeChat("errors until the circuit opens", _ => Replies.Status(503)) with { Rounds = 8 },
        new("connection refused", static scene => scene.WeChat.Stop()),
        new("backup host after connection refused", static _ => { })
        {
            Before = static scene =>
            {
                scene.BackupAddress = scene.BaseAddress;
                scene.BaseAddress = NobodyListens();
            },
        },
        new("both hosts refuse", static _ => { })
        {
            Before = static scene =>
            {
                scene.BackupAddress = NobodyListens();
                scene.BaseAddress = NobodyListens();
            },
        },
        new("TLS with a server that does not speak it", static _ => { }) { Before = static scene => scene.BaseAddress = new Uri($"https://127.0.0.1:{scene.WeChat.Port}") },
        new("store throws", static scene => scene.Store.Before = static (statement, _) => throw RecordingStore.Failure(statement)),
        new("store hangs", static scene => scene.Store.Before = (_, cancellationToken) => scene.Clock.HangAsync(cancellationToken)),
        Handler("login handler throws", static _ => static (_, _) => throw new InvalidOperationException("the user table is locked")),
        Handler("login handler refuses", static _ => static (_, _) => new(LoginDecision.Refuse("Only for members."))),
        Handler("login handler returns nothing", static _ => static (_, _) => new((LoginDecision)null!)),
        Handler("login handler hangs", static scene => async (_, cancellationToken) =>
        {
            await scene.Clock.HangAsync(cancellationToken);
            return LoginDecision.Accept();
        }),
        Push("push handler throws", static _ => static (_, _, _) => throw new InvalidOperationException("the order table is locked")),
        Push("push handler hangs", static scene => (_, _, cancellationToken) => scene.Clock.HangAsync(cancellationToken)),
        Push("push handler replies with nothing", static _ => static (_, context, _) =>
        {
            context.ReplyWith(null!);
            return default;
        }),
    ];

    /// <summary>Everything that WeChat, or what stands in its place, can answer.</summary>
    public static IEnumerable<Func<StubExchange, Task<bool>>> RepliesOf(Scene scene) => All.Where(mode => mode.Reply is not null).Select(mode => mode.Reply!(scene));

    private static Mode WeChat(string name, Func<Scene, Func<StubExchange, Task<bool>>> reply) => new(name, scene => scene.WeChat.Reply = reply(scene)) { Reply = reply };

    /// <summary>What is wrong with the answer to a protected call; the others are well.</summary>
    private static Mode Protected(string name, Func<Scene, Func<StubExchange, Task<bool>>> reply) =>
        WeChat(name, scene => exchange => (exchange.Path == SecureReplies.Path ? reply(scene) : scene.GoodReply)(exchange));

    /// <summary>An answer that holds what only a login and a token endpoint give: what a server API answers is the application's.</summary>
    private static Func<StubExchange, Task<bool>> Secret(Scene scene, string body, Func<string, Func<StubExchange, Task<bool>>> reply) => exchange =>
    {
        var isApi = (exchange.Path.StartsWith("/wxa/", StringComparison.Ordinal) && !UserReplies.AreOf(exchange.Path)) || exchange.Path.StartsWith("/xpay/", StringComparison.Ordinal) || exchange.Path == ApisOperations.KeyedPath;
        string Fill(string text, string name, string secret) => text.Replace(name, isApi ? "none" : JsonEncodedText.Encode(secret).ToString(), StringComparison.Ordinal);
        return reply(Fill(Fill(Fill(body, "{openid}", scene.Secrets.OpenId), "{key}", scene.Secrets.SessionKey), "{token}", scene.Secrets.StableToken))(exchange);
    };

    private static Mode Handler(string name, Func<Scene, Func<LoginContext, CancellationToken, ValueTask<LoginDecision>>> decide) => new(name, scene => scene.Handler.Decide = decide(scene));

    private static Mode Push(string name, Func<Scene, Func<PushMessage, PushContext, CancellationToken, ValueTask>> handle) =>
        new(name, scene => scene.Pushes.Handle = handle(scene)) { EveryPush = true };

    /// <summary>The request is there; the time goes by; no answer comes.</summary>
    private static Func<StubExchange, Task<bool>> NoAnswerInTime(Scene scene) => _ =>
    {
        scene.Clock.RunOut();
        return Task.FromResult(true);
    };

    private static Uri NobodyListens()
    {
        using var stub = new StubWeChat();
        return stub.Address;
    }
}

using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.Login;

/// <summary>code2session: one code in, one user out, or one typed error.</summary>
internal sealed class CodeExchange(ILoginApi api, CallRunner runner)
{
    private static readonly CallErrors Errors = new("code2session", "Let the mini-program call wx.login again; never send the same code twice.", Reading);

    private readonly Func<WeChatCall, CancellationToken, Task<HttpResponseMessage>> _send = api.ExchangeAsync;

    /// <param name="app">The mini-program.</param>
    /// <param name="code">What wx.login gave.</param>
    /// <param name="limit">The longest that it may take.</param>
    /// <exception cref="WeChatException">It failed; the kind says what to do.</exception>
    public Task<Exchanged> RunAsync(MiniApp app, string code, TimeSpan limit)
    {
        var options = app.Snapshot.Options;
        var call = new WeChatCall(options, ("appid", options.AppId), ("secret", options.AppSecret), ("js_code", code), ("grant_type", "authorization_code")) { Limit = limit };
        return runner.RunAsync(call, Errors, _send, LoginJsonContext.Default.Code2SessionReply, Read, CancellationToken.None);
    }

    /// <summary>The mini-program sent a code and nothing else, so a wrong argument is never its fault here.</summary>
    internal static ErrorCodeInfo? Reading(int code, ErrorCodeInfo? known) => known is { Kind: WeChatErrorKind.InvalidRequest or WeChatErrorKind.UserActionRequired } wrong
        ? wrong with { Kind = WeChatErrorKind.Misconfigured }
        : known;

    private static Exchanged? Read(Code2SessionReply reply, WeChatCall call) => reply is { OpenId: { Length: > 0 } openId, SessionKey: { Length: > 0 } sessionKey }
        ? new Exchanged(new MiniIdentity(call.AppId, openId, string.IsNullOrEmpty(reply.UnionId) ? null : reply.UnionId), sessionKey, call.SentAt)
        : null;
}

using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.Login;

/// <summary>code2session: one code in, one user out, or one typed error.</summary>
internal sealed class CodeExchange(ILoginApi api, CallRunner runner)
{
    private static readonly CallErrors Errors = new("code2session", "Let the mini-program call wx.login again; never send the same code twice.", Reading);

    /// <summary>The mini-program sent a code and nothing else, so a wrong argument is never its fault here.</summary>
    internal static ErrorCodeInfo? Reading(int code, ErrorCodeInfo? known) => known is { Kind: WeChatErrorKind.InvalidRequest or WeChatErrorKind.UserActionRequired } wrong
        ? wrong with { Kind = WeChatErrorKind.Misconfigured }
        : known;

    public Task<Exchanged> RunAsync(MiniApp app, string code, CancellationToken cancellationToken)
    {
        var options = app.Snapshot.Options;
        var sentAt = app.Now();
        var call = new WeChatCall(options, ("secret", options.AppSecret), ("js_code", code));
        return runner.RunAsync(
            call,
            Errors,
            ct => api.ExchangeAsync(options.AppId, call, ct),
            reply => reply is { OpenId: { Length: > 0 } openId, SessionKey: { Length: > 0 } sessionKey }
                ? new Exchanged(new MiniIdentity(options.AppId, openId, string.IsNullOrEmpty(reply.UnionId) ? null : reply.UnionId), sessionKey, sentAt)
                : null,
            cancellationToken);
    }
}

using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Login;

namespace WeChatMini.Sdk.CloudRun;

/// <summary>Reads who the platform says the user is. Only for requests that came through WeChat, and only when the application asked for it.</summary>
internal static class CloudRunLogin
{
    /// <summary>Returns the user; null when the headers name nobody.</summary>
    /// <exception cref="WeChatException">They name somebody, and not in the way that can be trusted.</exception>
    public static MiniIdentity? Read(CloudRunOptions options, string appId, MiniRequest request)
    {
        var openId = Value("X-WX-OPENID");
        var fromAppId = Value("X-WX-FROM-APPID");
        var fromOpenId = Value("X-WX-FROM-OPENID");
        if (openId is null && fromAppId is null && fromOpenId is null)
        {
            return null;
        }

        if (Value("X-WX-SOURCE") is null)
        {
            throw Refuse("The request has no X-WX-SOURCE, so it did not come through WeChat.");
        }

        var ownAppId = Value("X-WX-APPID");
        return fromAppId is not null || fromOpenId is not null ? OfOther() : OfOwn();

        MiniIdentity OfOwn() => ownAppId == appId
            ? new MiniIdentity(appId, openId!, Value("X-WX-UNIONID"))
            : throw Refuse("X-WX-APPID is not this mini-program.");

        // No openid has a colon, so users of another mini-program can never be taken for users of this one, or of a third.
        MiniIdentity OfOther() =>
            fromAppId is null || fromOpenId is null ? throw Refuse("X-WX-FROM-APPID and X-WX-FROM-OPENID come together or not at all.")
            : !options.TrustedFromAppIds.Contains(fromAppId) ? throw Refuse("The request comes from another mini-program, and TrustedFromAppIds does not name it.")
            : ownAppId is not null && ownAppId != appId ? throw Refuse("X-WX-APPID is not this mini-program.")
            : new MiniIdentity(appId, $"{fromAppId}:{fromOpenId}", Value("X-WX-FROM-UNIONID"));

        string? Value(string name) => CloudRunHeaders.Value(request.Headers, name);
    }

    private static WeChatException Refuse(string reason) => new(WeChatErrorKind.InvalidRequest, reason);
}

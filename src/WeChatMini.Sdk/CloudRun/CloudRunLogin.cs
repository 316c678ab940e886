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
        var headers = request.Headers;
        if (Value("X-WX-FROM-OPENID") is { } fromOpenId)
        {
            return Came() && Value("X-WX-FROM-APPID") is { } fromAppId && options.TrustedFromAppIds.Contains(fromAppId)
                ? new MiniIdentity(appId, $"{fromAppId}:{fromOpenId}", Value("X-WX-FROM-UNIONID"))
                : throw Refuse("The user of another mini-program came in by the X-WX-FROM headers, and its AppID is not in TrustedFromAppIds.");
        }

        if (Value("X-WX-OPENID") is not { } openId)
        {
            return null;
        }

        return !Came() ? throw Refuse("X-WX-OPENID came without X-WX-SOURCE, so it did not come through WeChat.")
            : Value("X-WX-APPID") != appId ? throw Refuse("X-WX-APPID is not this mini-program.")
            : new MiniIdentity(appId, openId, Value("X-WX-UNIONID"));

        bool Came() => Value("X-WX-SOURCE") is not null;

        string? Value(string name) => headers.TryGetValue(name, out var value) && value.Length is > 0 and <= 128 && !value.AsSpan().ContainsAnyExceptInRange('!', '~') ? value : null;
    }

    private static WeChatException Refuse(string reason) => new(WeChatErrorKind.InvalidRequest, reason);
}

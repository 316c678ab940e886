using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.CloudRun;

/// <summary>What to take from WeChat CloudRun. Everything here trusts the platform, so it is right inside CloudRun only.</summary>
public sealed class CloudRunOptions
{
    private static readonly Uri OpenInterface = new("http://api.weixin.qq.com");

    /// <summary>Gets or sets what authorises calls of server APIs.</summary>
    /// <value>Defaults to <see cref="CloudRunTokens.None"/>.</value>
    public CloudRunTokens Tokens { get; set; }

    /// <summary>Gets or sets the token file for <see cref="CloudRunTokens.File"/>.</summary>
    /// <value>Defaults to <c>/.tencentcloudbase/wx/cloudbase_access_token</c>.</value>
    public string TokenFile { get; set; } = "/.tencentcloudbase/wx/cloudbase_access_token";

    /// <summary>Gets or sets where <see cref="CloudRunTokens.None"/> sends calls: the platform's open interface service, or a loopback address in tests.</summary>
    /// <value>Defaults to <c>http://api.weixin.qq.com</c>. Only calls that carry neither a token nor the AppSecret go there, over plain HTTP as the platform wants it.</value>
    public Uri OpenInterfaceAddress { get; set; } = OpenInterface;

    /// <summary>Gets or sets whether a login without a code is granted to the user whom the platform names in <c>X-WX-OPENID</c>.</summary>
    /// <value>
    /// False by default: on any other host everybody can send that header. The request must also carry <c>X-WX-SOURCE</c> and this
    /// mini-program's own AppID in <c>X-WX-APPID</c>. Such a login brings no session_key; one that the user has from a login by code stays.
    /// </value>
    public bool TrustOpenId { get; set; }

    /// <summary>Gets or sets the AppIDs of other mini-programs that share this environment and whose users may log in by the <c>X-WX-FROM-</c> headers.</summary>
    /// <value>
    /// Empty by default: these headers are refused. The openid of such a user is <c>{AppID}:{openid}</c>, since it is unique in the
    /// other mini-program only; take it apart before you send it to WeChat.
    /// </value>
    public IList<string> TrustedFromAppIds { get; set; } = [];

    /// <summary>Gets or sets whether message pushes are taken as CloudRun hands them over: neither signed nor encrypted. The platform's probe of the path is answered, too.</summary>
    /// <value>
    /// False by default: on any other host everybody can send them. A push must carry <c>X-WX-SOURCE</c> and no other AppID; keep public
    /// access of the service off. Pushes that are signed need <c>WeChatMini:Push</c> and are checked as everywhere.
    /// </value>
    public bool AcceptPush { get; set; }

    /// <exception cref="WeChatException">A setting would do harm; the message says which.</exception>
    internal void Check()
    {
        if (OpenInterfaceAddress is not { IsAbsoluteUri: true } address || !(address == OpenInterface || address.IsLoopback))
        {
            throw new WeChatException(WeChatErrorKind.Misconfigured, $"OpenInterfaceAddress is {OpenInterface} or, in tests, a loopback address: requests go there in the clear.");
        }

        if (!Enum.IsDefined(Tokens) || string.IsNullOrWhiteSpace(TokenFile))
        {
            throw new WeChatException(WeChatErrorKind.Misconfigured, "Tokens is one of the CloudRunTokens, and TokenFile is a path.");
        }

        if (TrustOpenId && Apps.FunctionHost.Detect() is { } host)
        {
            throw new WeChatException(WeChatErrorKind.Misconfigured, $"TrustOpenId is for WeChat CloudRun. On {host} everybody can send X-WX-OPENID and log in as any user: leave it out.");
        }

        if (AcceptPush && Apps.FunctionHost.Detect() is { } other)
        {
            throw new WeChatException(WeChatErrorKind.Misconfigured, $"AcceptPush is for WeChat CloudRun. On {other} everybody can send such a push: leave it out and set WeChatMini:Push.");
        }
    }
}

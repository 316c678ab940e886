namespace WeChatMini.Sdk.CloudRun;

/// <summary>What to take from WeChat CloudRun. Everything here trusts the platform, so it is right inside CloudRun only, with public access turned off.</summary>
public sealed class CloudRunOptions
{
    /// <summary>Gets or sets where access tokens come from.</summary>
    /// <value>Defaults to <see cref="CloudRunTokens.None"/>.</value>
    public CloudRunTokens Tokens { get; set; }

    /// <summary>Gets or sets the token file for <see cref="CloudRunTokens.File"/>.</summary>
    /// <value>Defaults to <c>/.tencentcloudbase/wx/cloudbase_access_token</c>.</value>
    public string TokenFile { get; set; } = "/.tencentcloudbase/wx/cloudbase_access_token";

    /// <summary>Gets or sets whether a login without a code is granted to the user whom the platform names in <c>X-WX-OPENID</c>.</summary>
    /// <value>
    /// False by default: on any other host, and with public access turned on, everybody can send that header. The request must also carry
    /// <c>X-WX-SOURCE</c> and this mini-program's own AppID in <c>X-WX-APPID</c>. Such a session has no session_key.
    /// </value>
    public bool TrustOpenId { get; set; }

    /// <summary>Gets or sets the AppIDs of other mini-programs that share this environment and whose users may log in by the <c>X-WX-FROM-OPENID</c> headers.</summary>
    /// <value>Empty by default: the FROM variants are refused.</value>
    public IList<string> TrustedFromAppIds { get; set; } = [];
}

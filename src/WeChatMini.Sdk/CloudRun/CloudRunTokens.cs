namespace WeChatMini.Sdk.CloudRun;

/// <summary>How WeChat CloudRun authorises calls to server APIs. Source: CloudRun guide, open interface service and cloud calls.</summary>
public enum CloudRunTokens
{
    /// <summary>The open interface service: no token, over plain HTTP to WeChat's host, which the platform intercepts. The path must be allowed in the console.</summary>
    None = 0,

    /// <summary>The token in the file <c>/.tencentcloudbase/wx/cloudbase_access_token</c>, renewed every 10 minutes by the platform and valid for 30.</summary>
    File,

    /// <summary>The token in the header <c>X-WX-CLOUDBASE-ACCESS-TOKEN</c> of the latest request that came through WeChat.</summary>
    Header,
}

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>Which of WeChat's two endpoints issues access tokens. Their tokens do not disturb each other.</summary>
public enum AccessTokenEndpoint
{
    /// <summary><c>/cgi-bin/stable_token</c>: the same token for everybody until its last five minutes. Right for many instances.</summary>
    Stable = 0,

    /// <summary><c>/cgi-bin/token</c>: each call ends the token before it within five minutes. Needs a lease that all instances share.</summary>
    Legacy,
}

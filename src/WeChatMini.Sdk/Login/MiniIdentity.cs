using System.Diagnostics;
using WeChatMini.Sdk.Diagnostics;

namespace WeChatMini.Sdk.Login;

/// <summary>Who WeChat says the user is. The session_key is not part of it and never leaves the library.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class MiniIdentity
{
    internal MiniIdentity(string appId, string openId, string? unionId)
    {
        AppId = appId;
        OpenId = openId;
        UnionId = unionId;
    }

    /// <summary>Gets the mini-program's AppID.</summary>
    public string AppId { get; }

    /// <summary>Gets the user's openid, unique within this mini-program; never empty.</summary>
    public string OpenId { get; }

    /// <summary>Gets the user's unionid, the same in all apps of one Open Platform account; null when the mini-program is not bound to one.</summary>
    public string? UnionId { get; }

    /// <summary>Names the app and hides the user.</summary>
    public override string ToString() => $"MiniIdentity {{ App = {AppId}, OpenId = {Masked.OpenId(OpenId)} }}";
}

using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>A user changed what the mini-program may know of them: delete or refresh it.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>user_info_modified</c>.</remarks>
public sealed class UserInfoModifiedEvent : PushMessage
{
    internal UserInfoModifiedEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the user's openid; null when it was not sent.</summary>
    public string? OpenId => Document.GetText("OpenID");

    /// <summary>Gets the mini-program's AppID; null when it was not sent.</summary>
    public string? AppId => Document.GetText("AppID");

    /// <summary>Gets what was revoked, as a number in text; null when it was not sent.</summary>
    public string? RevokeInfo => Document.GetText("RevokeInfo");

    /// <summary>Gets the plugin, if one is concerned; null when it was not sent.</summary>
    public string? PluginId => Document.GetText("PluginID");

    /// <summary>Gets the user's openpid in the plugin; null when it was not sent.</summary>
    public string? OpenPId => Document.GetText("OpenPID");
}

using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Login;

/// <summary>The one-time code of <c>wx.login</c>.</summary>
internal static class LoginCode
{
    /// <summary>WeChat's codes have 32 characters today; WeChat documents no length, so four times that is refused only beyond.</summary>
    public const int MaxLength = 128;

    /// <summary>Refuses what cannot be a code before any work is done for it. What passes is still escaped.</summary>
    /// <exception cref="WeChatException">Of kind <see cref="WeChatErrorKind.InvalidRequest"/>.</exception>
    public static void Check(string? code)
    {
        if (string.IsNullOrEmpty(code))
        {
            throw new WeChatException(WeChatErrorKind.InvalidRequest, "The login code is missing. Send what wx.login gave as \"code\".");
        }

        if (code.Length > MaxLength || code.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new WeChatException(WeChatErrorKind.InvalidRequest, "The login code is not one: it has up to 128 visible ASCII characters. Send what wx.login gave, unchanged.");
        }
    }
}

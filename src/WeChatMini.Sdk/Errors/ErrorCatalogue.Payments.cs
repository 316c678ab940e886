using static WeChatMini.Sdk.Errors.WeChatErrorKind;

namespace WeChatMini.Sdk.Errors;

/// <content>Codes of virtual payment, mini-game payment and the B2B assistant.</content>
internal static partial class ErrorCatalogue
{
    private static ErrorCodeInfo? Payments(int code) => code switch
    {
        268490001 or 268490002 or 268490016 => new(InvalidRequest, "the openid or a parameter of the payment is wrong", CorrectArgument),
        268490003 or 90011 or 9403200 => new(Misconfigured, "pay_sig or a parameter is wrong", "Compare the AppKey with the console; the sandbox has one of its own."),
        268490004 => new(InvalidRequest, "the operation was done before", "Treat it as done."),
        268490005 or 268490013 => new(InvalidRequest, "the order is refunded or may not be", "Treat it as final."),
        268490006 => new(UserActionRequired, "the user has not enough coins", "Let the user buy some."),
        268490007 => new(InvalidRequest, "the content is sensitive", "Change the text."),
        268490008 or (>= 268490018 and <= 268490024) => new(Misconfigured, "the coin or the account is not set up for this", "Set it up in the console."),
        268490009 or 90009 or 90010 => new(LoginAgain, "the user's signature does not match the session_key", "Let the mini-program call wx.login again."),
        268490011 or 268490012 or 268490014 => new(Busy, "WeChat still works on it", "Ask again later with the same parameters."),
        268490015 => new(SlowDown, "the limit of payment calls is reached", "Wait before the next call."),
        9403201 or 9403203 => new(InvalidRequest, "the order or the merchant is not known", CorrectArgument),
        _ => null,
    };
}

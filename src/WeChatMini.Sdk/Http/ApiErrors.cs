using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Http;

/// <summary>What failures of a server API mean, where its path says more than the code.</summary>
internal static class ApiErrors
{
    private const string Phone = "/wxa/business/getuserphonenumber";

    private static readonly CallErrors PhoneErrors = new(Phone, "The code may be spent: let the user tap the button again.", PhoneReading);

    private static readonly CallErrors ResetErrors = new("/wxa/resetusersessionkey", "Let the mini-program call wx.login again: the old session_key may be gone.", static (_, known) => known);

    public static CallErrors Of(string path) => path switch
    {
        Phone => PhoneErrors,
        "/wxa/resetusersessionkey" => ResetErrors,
        _ => new CallErrors(path, "", static (_, known) => known),
    };

    /// <summary>The code is not the one of <c>wx.login</c>, so another login brings nothing.</summary>
    private static ErrorCodeInfo? PhoneReading(int code, ErrorCodeInfo? known) => code is 40029 or 40163
        ? new(WeChatErrorKind.UserActionRequired, "the code is unknown, expired or was used before; the code of wx.login is not one", "Let the user tap the phone-number button again and send the new code once.")
        : known;
}

using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Http;

/// <summary>What failures of a server API mean, where its path says more than the code.</summary>
internal static class ApiErrors
{
    private const string Phone = "/wxa/business/getuserphonenumber";

    private static readonly CallErrors PhoneErrors = new(Phone, "The code may be spent: let the user tap the button again.", PhoneReading);

    private static readonly CallErrors ResetErrors = new("/wxa/resetusersessionkey", "Let the mini-program call wx.login again: the old session_key may be gone.", static (_, known) => known);

    /// <summary>Those of the paths that were called last; an application calls a few, over and over.</summary>
    private static readonly CallErrors?[] Recent = new CallErrors?[64];

    public static CallErrors Of(ReadOnlySpan<char> path)
    {
        ref var place = ref Recent[(uint)string.GetHashCode(path) % (uint)Recent.Length];
        return place is { } known && path.SequenceEqual(known.Operation) ? known : place = Make(path);
    }

    private static CallErrors Make(ReadOnlySpan<char> path) => path switch
    {
        Phone => PhoneErrors,
        "/wxa/resetusersessionkey" => ResetErrors,
        _ => new CallErrors(path.ToString(), "", static (_, known) => known),
    };

    /// <summary>The code is not the one of <c>wx.login</c>, so another login brings nothing.</summary>
    private static ErrorCodeInfo? PhoneReading(int code, ErrorCodeInfo? known) => code is 40029 or 40163
        ? new(WeChatErrorKind.UserActionRequired, "the code is unknown, expired or was used before; the code of wx.login is not one", "Let the user tap the phone-number button again and send the new code once.")
        : known;
}

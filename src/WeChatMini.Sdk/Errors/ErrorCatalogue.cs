using static WeChatMini.Sdk.Errors.WeChatErrorKind;

namespace WeChatMini.Sdk.Errors;

/// <summary>
/// WeChat's return codes: kind, meaning, advice. The same number can mean different things on different endpoints;
/// where login differs, its own call says so. A switch, so that a cold start builds no table.
/// </summary>
internal static partial class ErrorCatalogue
{
    /// <summary>Finds a code; null when this version does not know it.</summary>
    public static ErrorCodeInfo? Find(int code) =>
        Account(code) ?? Arguments(code) ?? Limits(code) ?? Features(code) ?? Payments(code);

    /// <summary>Credentials, tokens, accounts: mostly for an operator.</summary>
    private static ErrorCodeInfo? Account(int code) => code switch
    {
        -1 or -1000 or 20001 or 200001 or 61504 => new(Busy, "WeChat is busy", "Try again later; a login needs a new code."),
        40001 => new(Misconfigured, "the access token is invalid or was superseded; from a token endpoint: the AppSecret is wrong", "Share access tokens between instances, or correct the AppSecret."),
        40002 => new(Misconfigured, "the grant type is not allowed", "Check that the account is a mini-program."),
        40013 => new(Misconfigured, "the AppID is not known to WeChat, or the code belongs to another AppID", "Correct AppId; it must be the one that the mini-program is built with."),
        40014 => new(Misconfigured, "the access token is malformed or invalid", "Share access tokens between instances."),
        40029 => new(LoginAgain, "the code is unknown, expired or belongs to another mini-program", "Let the mini-program call wx.login again and send the new code."),
        40090 or 61004 => new(Misconfigured, "the platform does not accept this client address", "Register the egress address at the Open Platform."),
        40094 => new(Misconfigured, "the third-party platform's credential is wrong", "Correct the component credential."),
        40125 => new(Misconfigured, "the AppSecret is wrong", "Correct AppSecret; if it was reset in the console, deploy the new one."),
        40163 => new(LoginAgain, "the code was used before", "Let the mini-program call wx.login again and send each code once."),
        40164 => new(Misconfigured, "this egress address is not in the IP whitelist", "Add the address in the console under Development settings, or give the function a fixed egress address."),
        40200 => new(Misconfigured, "this account type may not call the API", "Check the account's type and certification."),
        40226 => new(Blocked, "WeChat blocks this user as high-risk", "Do not retry; tell the user that WeChat refused the login."),
        40243 => new(Misconfigured, "the AppSecret is frozen", "Unfreeze or reset it in the console."),
        41001 => new(Misconfigured, "no access token was sent", "Report this: the library adds it itself."),
        41002 or 41004 or 41008 => new(InvalidRequest, "the appid, secret or code is missing", "Report this: the library sends all of them."),
        42001 => new(Misconfigured, "the access token has expired", "Check this machine's clock."),
        42007 => new(LoginAgain, "the user changed the password", "Let the user sign in again."),
        48001 => new(Misconfigured, "the API is not authorised for this account", "Enable it in the console."),
        48004 or 43107 => new(Misconfigured, "the API is banned for this account", "See the notice in the console."),
        50001 or 50002 or 50004 or 50007 => new(Misconfigured, "the account or interface is restricted or frozen", "See the notice in the console."),
        61003 or 61007 => new(Misconfigured, "the account has not authorised this third-party platform", "Ask its owner to authorise the platform again."),
        87007 => new(LoginAgain, "the session_key is missing or has expired", "Let the mini-program call wx.login again."),
        87009 => new(LoginAgain, "the signature does not match the session_key", "Let the mini-program call wx.login again."),
        89501 or 89503 => new(Misconfigured, "token issuance waits for an administrator's confirmation", "Confirm it in the console."),
        89506 => new(Misconfigured, "an administrator refused this address for 24 hours", "Wait a day or ask the administrator."),
        89507 => new(Misconfigured, "an administrator refused this address for an hour", "Wait an hour or ask the administrator."),
        _ => null,
    };

    /// <summary>Quotas and frequency limits.</summary>
    private static ErrorCodeInfo? Limits(int code) => code switch
    {
        44990 => new(SlowDown, "the limit per second is reached", "Wait a second."),
        44991 or 45011 => new(SlowDown, "the limit per minute is reached", "Wait for the next minute."),
        44993 or 45009 => new(SlowDown, "the quota of the day is used up", "Wait for the next day in Beijing, or clear the quota in the console."),
        43108 or 61080 => new(Busy, "WeChat cannot serve this now", "Try again later, one call per user at a time."),
        45029 => new(Misconfigured, "the lifetime count of QR codes is reached", "Delete codes that are not needed."),
        45047 => new(SlowDown, "too many customer messages were sent to this user", "Wait for the user to write."),
        48006 => new(SlowDown, "the quota was cleared too often this month", "Wait for the next month."),
        61081 or 87020 => new(SlowDown, "the call was repeated too often", "Wait before the next call."),
        85400 or 101003 or 9410009 => new(Misconfigured, "a paid or fixed quota is used up", "Raise it in the console."),
        _ => null,
    };
}

namespace WeChatMini.Sdk.Apis.Tests.Core;

/// <summary>How the public client calls each endpoint of the catalogue that is the core's own, in as many ways as its fields need.</summary>
internal static class CoreCalls
{
    public static IReadOnlyDictionary<string, Func<CoreBench, Task<CoreCall>>[]> All { get; } = new Dictionary<string, Func<CoreBench, Task<CoreCall>>[]>
    {
        ["/sns/jscode2session"] = [LoginCalls.ExchangeAsync, LoginCalls.LoginAsync],
        ["/cgi-bin/stable_token"] = [TokenCalls.StableAsync, TokenCalls.ForcedAsync],
        ["/cgi-bin/token"] = [TokenCalls.LegacyAsync, TokenCalls.ShortLegacyAsync],
        ["/wxa/checksession"] = [SessionKeyCalls.CheckAsync],
        ["/wxa/resetusersessionkey"] = [SessionKeyCalls.ResetAsync],
        ["/wxa/business/getuserencryptkey"] = [SessionKeyCalls.EncryptKeysAsync],
        ["/wxa/business/getuserphonenumber"] = [UserCalls.PhoneNumberAsync, UserCalls.ForeignPhoneNumberAsync],
        ["/wxa/business/checkencryptedmsg"] = [UserCalls.GenuineMessageAsync],
        ["/wxa/getpaidunionid"] = [UserCalls.LastPaymentAsync, UserCalls.TransactionAsync, UserCalls.MerchantOrderAsync],
    };
}

using System.Security.Cryptography;
using System.Text;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.UserData;

namespace WeChatMini.Sdk.Apis.Tests.Core;

/// <summary>Phone number, sealed messages and payments.</summary>
internal static class UserCalls
{
    private const string PhonePath = "/wxa/business/getuserphonenumber";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<CoreCall> PhoneNumberAsync(CoreBench bench)
    {
        var (user, session) = await bench.SignInAsync();
        var code = user.NextPhoneCode();
        return Of(await bench.Client.UserData.GetPhoneNumberAsync(code, session, Cancellation), new() { ["code"] = code, ["openid"] = "o-alice" });
    }

    /// <summary>Only of a number from abroad do its two forms differ. For an application with sessions of its own, which names no user.</summary>
    public static async Task<CoreCall> ForeignPhoneNumberAsync(CoreBench bench)
    {
        bench.WeChat.Faults.Next(
            FakeFault.Raw(200, "application/json", Encoding.UTF8.GetBytes("""{"errcode":0,"errmsg":"ok","phone_info":{"phoneNumber":"+12025550123","purePhoneNumber":"2025550123","countryCode":"1","watermark":{"timestamp":1637744274,"appid":"wx1234567890abcdef"}}}""")),
            path: PhonePath);
        return Of(await bench.Client.UserData.GetPhoneNumberAsync("code", cancellationToken: Cancellation), new() { ["code"] = "code" });
    }

    public static async Task<CoreCall> GenuineMessageAsync(CoreBench bench)
    {
        var message = bench.WeChat.Users.Add("o-bob").SealPhoneNumber().EncryptedData;
        bench.WeChat.Clock.Advance(TimeSpan.FromDays(1));
        var check = await bench.Client.UserData.CheckEncryptedMessageAsync(message, Cancellation);
        return new CoreCall
        {
            Sent = new() { ["encrypted_msg_hash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message))) },
            Read = { ["vaild"] = [check.IsGenuine], ["create_time"] = [check.CreatedAt?.ToUnixTimeSeconds()] },
        };
    }

    public static async Task<CoreCall> LastPaymentAsync(CoreBench bench) =>
        Of(await bench.Client.UserData.GetPaidUnionIdAsync(Payer(bench), cancellationToken: Cancellation), []);

    public static async Task<CoreCall> TransactionAsync(CoreBench bench) =>
        Of(await bench.Client.UserData.GetPaidUnionIdAsync(Payer(bench), "t-1", Cancellation), new() { ["transaction_id"] = "t-1" });

    public static async Task<CoreCall> MerchantOrderAsync(CoreBench bench) =>
        Of(await bench.Client.UserData.GetPaidUnionIdAsync(Payer(bench), "m-1", "order-1", Cancellation), new() { ["mch_id"] = "m-1", ["out_trade_no"] = "order-1" });

    private static string Payer(CoreBench bench)
    {
        var user = bench.WeChat.Users.Add("o-carol", "u-carol");
        user.Pay("t-1", "m-1", "order-1");
        return user.OpenId;
    }

    private static CoreCall Of(string unionId, Dictionary<string, object> payment) => new()
    {
        Sent = new(payment) { ["openid"] = "o-carol" },
        Read = { ["unionid"] = [unionId] },
    };

    private static CoreCall Of(PhoneNumber phone, Dictionary<string, object> sent) => new()
    {
        Sent = sent,
        Read =
        {
            ["phone_info.phoneNumber"] = [phone.Number],
            ["phone_info.purePhoneNumber"] = [phone.NationalNumber],
            ["phone_info.countryCode"] = [phone.CountryCode],
            ["phone_info.watermark.timestamp"] = [phone.Watermark?.GivenAt?.ToUnixTimeSeconds()],
            ["phone_info.watermark.appid"] = [phone.Watermark?.AppId],
        },
    };
}

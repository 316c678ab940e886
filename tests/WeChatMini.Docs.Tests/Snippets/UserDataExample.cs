using System.Text.Json.Serialization;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.UserData;

namespace Snippets;

internal static class UserDataExample
{
    public static async Task PhoneAsync(WeChatMiniClient weChat, MiniSession session, string code)
    {
        #region phone-number
        PhoneNumber phone = await weChat.UserData.GetPhoneNumberAsync(code, session); // from bindgetphonenumber, not from wx.login
        #endregion
        _ = phone;
    }

    public static async Task ProfileAsync(WeChatMiniClient weChat, MiniSession session, string rawData, string signature)
    {
        #region verify-profile
        UserProfile profile = await weChat.UserData.VerifyProfileAsync(session, rawData, signature);
        #endregion
        _ = profile;
    }

    public static async Task OpenAsync(WeChatMiniClient weChat, MiniSession session, string encryptedData, string iv)
    {
        #region open-data
        UserProfileClaim profile = await weChat.UserData.OpenProfileAsync(session, encryptedData, iv);
        StepsClaim steps = await weChat.UserData.OpenStepsAsync(session, encryptedData, iv);
        GroupShareClaim group = await weChat.UserData.OpenGroupShareAsync(session, encryptedData, iv);
        Invoice invoice = await weChat.UserData.OpenAsync(session, encryptedData, iv, InvoiceJsonContext.Default.Invoice);
        #endregion
        _ = (profile, steps, group, invoice);
    }

    public static async Task KeyAsync(WeChatMiniClient weChat, MiniSession session, int version)
    {
        #region session-key
        bool isValid = await weChat.UserData.CheckSessionKeyAsync(session);   // false: call wx.login before sealing anything
        await weChat.UserData.ResetSessionKeyAsync(session);                  // a new key; the mini-program notices nothing
        UserEncryptKey? key = await weChat.UserData.GetEncryptKeyAsync(session, version);
        #endregion
        _ = (isValid, key);
    }

    public static async Task OthersAsync(WeChatMiniClient weChat, string openId, string encryptedData)
    {
        #region user-calls
        string unionId = await weChat.UserData.GetPaidUnionIdAsync(openId);   // within 5 minutes of a payment
        EncryptedMessageCheck check = await weChat.UserData.CheckEncryptedMessageAsync(encryptedData);
        #endregion
        _ = (unionId, check);
    }
}

#region invoice
internal sealed class Invoice
{
    [JsonPropertyName("title")]
    public string? Title { get; init; }
}

[JsonSerializable(typeof(Invoice))]
internal sealed partial class InvoiceJsonContext : JsonSerializerContext;
#endregion

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace WeChatMini.Sdk.Testing;

/// <content>What the mini-program gets about its user and hands to its server.</content>
public sealed partial class FakeUser
{
    /// <summary>Gets or sets the nickname of the profile.</summary>
    /// <value>Defaults to <c>Alice</c>.</value>
    public string NickName { get; set; } = "Alice";

    /// <summary>Gets or sets the phone number, without a country code.</summary>
    /// <value>Defaults to <c>13800138000</c>, of country 86.</value>
    public string PhoneNumber { get; set; } = "13800138000";

    /// <summary>Does what <c>wx.getUserProfile</c> does: the profile as text with its signature, and sealed.</summary>
    /// <param name="how">What is wrong with it; null, the default, for nothing.</param>
    /// <returns>What the client gets.</returns>
    public FakeSealedData SealProfile(FakeSealing? how = null)
    {
        var profile = Profile();
        var rawData = profile.ToJsonString(FakeSealedData.Plain);
        profile["openId"] = how?.OpenId ?? OpenId;
        if (UnionId is not null)
        {
            profile["unionId"] = UnionId;
        }

        return Seal(profile.ToJsonString(FakeSealedData.Plain), how).With(rawData, Sign(rawData, how?.SessionKey ?? SessionKey));
    }

    /// <summary>Does what the phone-number button does on an older client: the number, sealed.</summary>
    /// <param name="how">What is wrong with it; null, the default, for nothing.</param>
    /// <returns>What the client gets.</returns>
    public FakeSealedData SealPhoneNumber(FakeSealing? how = null)
    {
        var data = Seal(new JsonObject { ["phoneNumber"] = PhoneNumber, ["purePhoneNumber"] = PhoneNumber, ["countryCode"] = "86" }.ToJsonString(FakeSealedData.Plain), how);
        _app.SealedMessages.Remember(data.EncryptedData);
        return data;
    }

    /// <summary>Does what <c>wx.getWeRunData</c> does: two days of steps, sealed.</summary>
    /// <param name="how">What is wrong with it; null, the default, for nothing.</param>
    /// <returns>What the client gets.</returns>
    public FakeSealedData SealSteps(FakeSealing? how = null) =>
        Seal("""{"stepInfoList":[{"timestamp":1445866601,"step":100},{"timestamp":1445876601,"step":120}]}""", how);

    /// <summary>Does what <c>wx.getShareInfo</c> does: the id of a chat group, sealed.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="how">What is wrong with it; null, the default, for nothing.</param>
    /// <returns>What the client gets.</returns>
    public FakeSealedData SealGroupShare(string groupId, FakeSealing? how = null) => Seal(new JsonObject { ["openGId"] = groupId }.ToJsonString(FakeSealedData.Plain), how);

    /// <summary>Seals any JSON object as WeChat's client would, with a watermark added.</summary>
    /// <param name="json">The object's text.</param>
    /// <param name="how">What is wrong with it; null, the default, for nothing.</param>
    /// <returns>What the client gets.</returns>
    public FakeSealedData Seal(string json, FakeSealing? how = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(json);
        var time = how?.Timestamp ?? _app.Apps.Clock.GetUtcNow();
        var watermark = new JsonObject { ["timestamp"] = time.ToUnixTimeSeconds(), ["appid"] = how?.AppId ?? _app.AppId };
        var body = json.TrimEnd()[..^1];
        return FakeSealedData.Of(body + (body.TrimEnd().EndsWith('{') ? "" : ",") + "\"watermark\":" + watermark.ToJsonString(FakeSealedData.Plain) + "}", how?.SessionKey ?? SessionKey, how?.TamperedIv ?? false);
    }

    /// <summary>Does what the phone-number button does: makes a one-time code for <see cref="PhoneNumber"/>.</summary>
    /// <returns>32 letters and digits, valid once, for 5 minutes on the fake's clock.</returns>
    public string NextPhoneCode() => _app.Apps.PhoneCodes.Issue(_app.AppId, this);

    private static string Sign(string rawData, string sessionKey)
    {
#pragma warning disable CA5350 // WeChat's protocol says SHA-1.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(rawData + sessionKey)));
#pragma warning restore CA5350
    }

    private JsonObject Profile() => new()
    {
        ["nickName"] = NickName,
        ["gender"] = 0,
        ["language"] = "zh_CN",
        ["city"] = "",
        ["province"] = "",
        ["country"] = "",
        ["avatarUrl"] = "https://thirdwx.qlogo.cn/mmopen/vi_32/fake/132",
    };
}

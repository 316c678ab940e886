using WeChatMini.Sdk.Errors;
using Xunit;

namespace WeChatMini.Sdk.Tests.Options;

public sealed class OptionsTests
{
    public static TheoryData<string, Action<WeChatMiniOptions>> WrongOptions => new()
    {
        { "AppId", options => options.AppId = "" },
        { "AppId", options => options.AppId = "wx 1" },
        { "AppSecret", options => options.AppSecret = "" },
        { "AppSecret", options => options.AppSecret = "secret\n" },
        { "AppSecret", options => options.AppSecret = options.AppId },
        { "PreviousAppSecrets", options => options.PreviousAppSecrets = [""] },
        { "SessionKeyRing", options => options.SessionKeyRing = ["c2hvcnQ="] },
        { "BaseAddress", options => options.BaseAddress = new Uri("http://api.weixin.qq.com") },
        { "BaseAddress", options => options.BaseAddress = new Uri("ftp://127.0.0.1") },
        { "BaseAddress", options => options.BaseAddress = new Uri("https://user:password@api.weixin.qq.com") },
        { "BackupAddress", options => options.BackupAddress = new Uri("http://api2.weixin.qq.com") },
        { "LoginTimeout", options => options.LoginTimeout = TimeSpan.Zero },
        { "IdleTimeout", options => options.Sessions.IdleTimeout = TimeSpan.FromDays(31) },
        { "AbsoluteTimeout", options => options.Sessions.AbsoluteTimeout = TimeSpan.Zero },
        { "TouchInterval", options => options.Sessions.TouchInterval = TimeSpan.FromDays(2) },
        { "MaxSessionsPerUser", options => options.Sessions.MaxSessionsPerUser = 0 },
        { "RotationGrace", options => options.Sessions.RotationGrace = TimeSpan.FromHours(1) },
    };

    [Theory]
    [MemberData(nameof(WrongOptions), DisableDiscoveryEnumeration = true)]
    public void A_wrong_setting_is_named_before_anything_is_done(string setting, Action<WeChatMiniOptions> spoil)
    {
        var options = new WeChatMiniOptions { AppId = "wx1234567890abcdef", AppSecret = "canary-secret" };
        spoil(options);

        var failure = Assert.Throws<WeChatException>(() => WeChatMiniClient.Create(options));

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Contains(setting, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("password", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_defaults_with_an_AppId_and_an_AppSecret_are_valid()
    {
        await using var client = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = "wx1234567890abcdef", AppSecret = "s" });
        Assert.Equal("wx1234567890abcdef", client.AppId);
    }
}

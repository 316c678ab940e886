using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace Snippets;

public sealed class FakeWeChatExamples
{
    [Fact]
    public async Task A_session_ends()
    {
        await using var weChat = FakeWeChat.Start();
        var options = OptionsOf(weChat);
        string code = weChat.Users.Add("o-alice").NextLoginCode();

        #region clock
        await using var backend = WeChatMiniClient.Create(options, builder => builder.Services.AddSingleton<TimeProvider>(weChat.Clock));
        string token = (await backend.LoginAsync(code)).Token;

        weChat.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Null(await backend.Sessions.ValidateAsync(token)); // not used for three days
        #endregion
    }

    [Fact]
    public async Task A_code_that_is_lost_on_the_way_is_not_sent_again()
    {
        await using var weChat = FakeWeChat.Start();
        await using var backend = WeChatMiniClient.Create(OptionsOf(weChat));
        string code = weChat.Users.Add("o-alice").NextLoginCode();

        #region fault
        weChat.Faults.Next(FakeFault.ResetAfterProcessing);     // WeChat spends the code, and the answer is lost

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.LoginAsync(code));

        Assert.Equal(WeChatErrorKind.OutcomeUnknown, failure.Kind);
        Assert.Equal(1, weChat.Journal.CallsTo("/sns/jscode2session"));
        #endregion
    }

    [Fact]
    public async Task A_user_is_blocked()
    {
        await using var weChat = FakeWeChat.Start();
        await using var backend = WeChatMiniClient.Create(OptionsOf(weChat));

        #region user
        FakeUser mallory = weChat.Users.Add("o-mallory");
        mallory.IsHighRisk = true;                              // 40226

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.LoginAsync(mallory.NextLoginCode()));

        Assert.Equal(WeChatErrorKind.Blocked, failure.Kind);
        #endregion
    }

    private static WeChatMiniOptions OptionsOf(FakeWeChat weChat) =>
        new() { AppId = weChat.AppId, AppSecret = weChat.AppSecret, BaseAddress = weChat.BaseAddress };
}

using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.Testing.Tests;

/// <summary>The example of the package's README, as it stands there but for the cancellation token.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task A_login_code_works_once()
    {
        await using var weChat = FakeWeChat.Start();
        await using var client = WeChatMiniClient.Create(new WeChatMiniOptions
        {
            AppId = weChat.AppId,
            AppSecret = weChat.AppSecret,
            BaseAddress = weChat.BaseAddress,
        });
        string code = weChat.Users.Add("o-alice").NextLoginCode();

        Assert.Equal("o-alice", (await client.ExchangeCodeAsync(code, TestContext.Current.CancellationToken)).OpenId);
        await Assert.ThrowsAsync<WeChatException>(() => client.ExchangeCodeAsync(code, TestContext.Current.CancellationToken));
    }
}

using WeChatMini.Sdk;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace Snippets;

/// <summary>What the readme of WeChatMini.Sdk.Testing shows.</summary>
public sealed class TestingReadme
{
    #region package-test
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

        Assert.Equal("o-alice", (await client.ExchangeCodeAsync(code)).OpenId);
        await Assert.ThrowsAsync<WeChatException>(() => client.ExchangeCodeAsync(code));
    }
    #endregion

    [Fact]
    public async Task Faults_are_planned()
    {
        await using var weChat = FakeWeChat.Start();

        #region package-faults
        weChat.Faults.Next(FakeFault.ResetAfterProcessing);          // the code is spent, the answer is lost
        weChat.Faults.Next(FakeFault.Status(503), count: 3);
        weChat.Faults.Always(FakeFault.Latency(TimeSpan.FromSeconds(2)), path: "/sns/jscode2session");
        weChat.Faults.Clear();                                       // also lets go of requests that hang
        weChat.StopListening();                                      // connection refused, until ResumeListening()
        #endregion
    }
}

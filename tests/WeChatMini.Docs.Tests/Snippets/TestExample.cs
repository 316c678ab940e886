using WeChatMini.Sdk;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace Snippets;

public sealed class TestExample
{
    [Fact]
    public async Task Alice_signs_in()
    {
        #region test
        await using var weChat = FakeWeChat.Start();            // a stateful WeChat on 127.0.0.1
        string code = weChat.Users.Add("o-alice").NextLoginCode();

        await using var backend = WeChatMiniClient.Create(new WeChatMiniOptions
        {
            AppId = weChat.AppId,
            AppSecret = weChat.AppSecret,
            BaseAddress = weChat.BaseAddress,
        });
        MiniLogin login = await backend.LoginAsync(code);

        Assert.Equal("o-alice", login.Session.OpenId);
        #endregion
    }
}

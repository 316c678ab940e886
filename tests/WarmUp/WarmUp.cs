using WeChatMini.Sdk;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;

[assembly: Xunit.AssemblyFixture(typeof(WarmUps.WarmUp))]

namespace WarmUps;

/// <summary>
/// An exchange before all tests: the first one of a process compiles everything on its way, which may take longer than the 3 seconds of an exchange when the
/// machine is busy. The tests and the pages' snippets have no second try, and readers should not see one.
/// </summary>
public sealed class WarmUp : Xunit.IAsyncLifetime
{
    private const int Attempts = 5;

    public async ValueTask InitializeAsync()
    {
        await using var weChat = FakeWeChat.Start();
        var alice = weChat.Users.Add("o-alice");
        for (var attempt = 1; ; attempt++)
        {
            await using var client = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = weChat.AppId, AppSecret = weChat.AppSecret, BaseAddress = weChat.BaseAddress });
            try
            {
                await client.LoginAsync(alice.NextLoginCode(), Xunit.TestContext.Current.CancellationToken);
                return;
            }
            catch (WeChatException) when (attempt < Attempts)
            {
                // What was compiled by now stays compiled.
            }
        }
    }

    public ValueTask DisposeAsync() => default;
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.AccessTokens;

/// <summary>Whoever corrects a wrong secret does not wait for the memory of it, not even when the wrong one was just being tried.</summary>
public sealed class CorrectedSecretTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_secret_is_used_at_once(bool oldOneIsUnderWay)
    {
        await using var weChat = FakeWeChat.Start();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AppId"] = weChat.AppId,
            ["AppSecret"] = weChat.AppSecret,
            ["BaseAddress"] = weChat.BaseAddress.ToString(),
        }).Build();
        var services = new ServiceCollection();
        services.AddWeChatMini(configuration);
        await using var provider = services.BuildServiceProvider();
        var tokens = provider.GetRequiredService<WeChatMiniClient>().AccessTokens;
        weChat.Apps.Find(weChat.AppId)!.RotateSecret("another");
        weChat.Faults.Next(FakeFault.Hang);

        var old = tokens.GetTokenAsync(Cancellation).AsTask();
        await weChat.Journal.WaitForArrivalsAsync(1, Cancellation);
        if (!oldOneIsUnderWay)
        {
            weChat.Faults.Clear();
            await Assert.ThrowsAsync<WeChatException>(() => old);
        }

        configuration["AppSecret"] = "another";
        configuration.Reload();
        weChat.Faults.Clear();
        await Assert.ThrowsAsync<WeChatException>(() => old);

        Assert.NotEmpty((await tokens.GetTokenAsync(Cancellation)).Value);
    }
}

using WeChatMini.Benchmarks.Harness;
using WeChatMini.Benchmarks.Stub;
using WeChatMini.Sdk;

namespace WeChatMini.Benchmarks.Validation;

/// <summary>A client whose memory store holds one session, made by a real login.</summary>
internal static class LiveSession
{
    public static (WeChatMiniClient Client, string Token) Create() => CreateAsync().GetAwaiter().GetResult();

    private static async Task<(WeChatMiniClient Client, string Token)> CreateAsync()
    {
        await using var stub = await StubProcess.StartAsync();
        var client = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = App.Id, AppSecret = App.Secret, BaseAddress = stub.Address });
        var login = await client.LoginAsync("0f3benchmark000000000000000000000");
        return await client.Sessions.ValidateAsync(login.Token) is null
            ? throw new InvalidOperationException("The session is not alive.")
            : (client, login.Token);
    }
}

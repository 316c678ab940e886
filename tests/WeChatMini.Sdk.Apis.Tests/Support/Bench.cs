using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Apis.Tests.Support;

/// <summary>A WeChat and a mini-program that calls it.</summary>
internal sealed class Bench : IAsyncDisposable
{
    /// <summary>The shop whose calls of instant delivery are signed.</summary>
    public const string Shop = "4711";

    private const string PayKey = "12345";

    private const string DeliverySecret = "67890";

    private Bench(FakeWeChat weChat, WeChatMiniClient client)
    {
        WeChat = weChat;
        Client = client;
    }

    public FakeWeChat WeChat { get; }

    public WeChatMiniClient Client { get; }

    public WeChatApis Apis => Client.Apis();

    public static Bench Start()
    {
        var weChat = FakeWeChat.Start();
        weChat.Apis.PayKey = PayKey;
        weChat.Apis.DeliverySecret = DeliverySecret;
        var options = new WeChatMiniOptions { AppId = weChat.AppId, AppSecret = weChat.AppSecret, BaseAddress = weChat.BaseAddress };
        options.Payment.AppKey = PayKey;
        options.Delivery.AppSecrets[Shop] = DeliverySecret;
        return new Bench(weChat, WeChatMiniClient.Create(options));
    }

    public async Task<MiniSession> SignInAsync(string openId) =>
        (await Client.LoginAsync((WeChat.Users.Find(openId) ?? WeChat.Users.Add(openId)).NextLoginCode(), TestContext.Current.CancellationToken)).Session;

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await WeChat.DisposeAsync();
    }
}

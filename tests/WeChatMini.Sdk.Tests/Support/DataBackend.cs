using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.UserData;
using Xunit;

namespace WeChatMini.Sdk.Tests.Support;

/// <summary>FakeWeChat and a client on its clock, or on one of the test's, with every log line kept.</summary>
internal sealed class DataBackend : IAsyncDisposable
{
    public DataBackend(string? appId = null, TimeProvider? clock = null, Action<WeChatMiniOptions>? options = null, Action<WeChatMiniBuilder>? configure = null)
    {
        WeChat = FakeWeChat.Start(new FakeWeChatOptions { AppId = appId });
        Options = new WeChatMiniOptions { AppId = WeChat.AppId, AppSecret = WeChat.AppSecret, BaseAddress = WeChat.BaseAddress };
        options?.Invoke(Options);
        Client = WeChatMiniClient.Create(Options, builder =>
        {
            builder.Services.AddSingleton(clock ?? WeChat.Clock);
            builder.Services.AddLogging(logging => logging.AddProvider(Log));
            configure?.Invoke(builder);
        });
    }

    public FakeWeChat WeChat { get; }

    public WeChatMiniOptions Options { get; }

    public WeChatMiniClient Client { get; }

    public MiniUserData Data => Client.UserData;

    public LogLines Log { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<MiniSession> LoginAsync(FakeUser user) => (await Client.LoginAsync(user.NextLoginCode(), Ct)).Session;

    /// <summary>Adds a user and signs it in.</summary>
    public async Task<(FakeUser User, MiniSession Session)> SignInAsync(string openId = "o-alice", string? unionId = null, string? sessionKey = null)
    {
        var user = WeChat.Users.Add(openId, unionId);
        user.LoginsPerMinute = int.MaxValue;
        if (sessionKey is not null)
        {
            user.UseSessionKey(sessionKey);
            user.RotatesSessionKeyAtLogin = false;
        }

        return (user, await LoginAsync(user));
    }

    public ValueTask<UserProfileClaim> OpenAsync(MiniSession session, FakeSealedData data) => Data.OpenProfileAsync(session, data.EncryptedData, data.Iv, Ct);

    /// <summary>Says all that a caller or an operator can see of a refusal.</summary>
    public async Task<string> RefusalOfAsync(Func<Task> open)
    {
        Log.Clear();
        var failure = await Assert.ThrowsAsync<WeChatException>(open);
        return $"{failure.GetType()} {failure.Kind} {failure.ErrorCode} {failure.RequestId} {failure.RetryAfter} {failure.Message} inner:{failure.InnerException} data:{failure.Data.Count} log:{string.Join("|", Log.All)}";
    }

    public async Task<string> RefusalOfAsync(MiniSession session, string? encryptedData, string? iv) =>
        await RefusalOfAsync(() => Data.OpenProfileAsync(session, encryptedData, iv, Ct).AsTask());

    public Task<string> RefusalOfAsync(MiniSession session, FakeSealedData data) => RefusalOfAsync(session, data.EncryptedData, data.Iv);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await WeChat.DisposeAsync();
    }
}

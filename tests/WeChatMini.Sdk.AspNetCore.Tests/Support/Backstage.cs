using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.AspNetCore.Tests.Support;

/// <summary>What stands behind a front door: WeChat, a store, a clock, and the application's part of a login.</summary>
public sealed class Backstage : IAsyncDisposable
{
    public const string CodeToSession = "/sns/jscode2session";

    private readonly ConcurrentDictionary<string, FakeUser> _users = new();

    public FakeWeChat WeChat { get; } = FakeWeChat.Start();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    public StoreProbe Store { get; } = new();

    public Func<LoginContext, LoginDecision> OnLogin { get; set; } = _ => LoginDecision.Accept();

    /// <summary>What the login handler waits for before it decides.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public int CallsToWeChat => WeChat.Journal.CallsTo(CodeToSession);

    /// <summary>Adds the default mini-program on all this.</summary>
    public WeChatMiniBuilder AddTo(IServiceCollection services, string name = "")
    {
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(this);
        return services.AddWeChatMini(name, Configure).UseSessionStore(_ => Store).AddLoginHandler<ScriptedLogin>();
    }

    public void Configure(WeChatMiniOptions options)
    {
        options.AppId = WeChat.AppId;
        options.AppSecret = WeChat.AppSecret;
        options.BaseAddress = WeChat.BaseAddress;
        options.ExposedClaims = ["tier"];
    }

    /// <summary>A fresh code of a user, who is known to WeChat from the first mention on.</summary>
    public string CodeOf(string openId) => _users.GetOrAdd(openId, id => WeChat.Users.Add(id)).NextLoginCode();

    public void NextLoginIsRefused(int errorCode) => WeChat.Faults.Next(FakeFault.Error(errorCode));

    public void NextLoginIsAnsweredWithHtml() => WeChat.Faults.Next(FakeFault.Html);

    /// <summary>Sends, and moves the clock from when the store is asked until an answer is there.</summary>
    public async Task<Answer> SendOverTimeAsync(IFrontDoor door, Message message)
    {
        var before = Store.Calls;
        var answer = door.SendAsync(message);
        while (!answer.IsCompleted)
        {
            if (Store.Calls > before)
            {
                Clock.Advance(TimeSpan.FromMilliseconds(100));
            }

            await Task.Yield();
        }

        return await answer;
    }

    public ValueTask DisposeAsync() => WeChat.DisposeAsync();

    private sealed class ScriptedLogin(Backstage stage) : ILoginHandler
    {
        public async ValueTask<LoginDecision> HandleAsync(LoginContext context, CancellationToken cancellationToken)
        {
            await stage.Gate;
            return stage.OnLogin(context);
        }
    }
}

using System.Buffers.Text;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Fuzz.Support.Wire;
using WeChatMini.Sdk;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Fuzz.Support;

/// <summary>A mini-program with a user who is signed in, without network, database or moving clock.</summary>
internal sealed class App
{
    public const string AppId = "wx0123456789abcdef";
    public const string OpenId = "o-alice";
    public const string SessionKey = "EBESExQVFhcYGRobHB0eHw==";
    public const string PushToken = "fuzzToken";
    public const string PushKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private readonly ServiceProvider _services;

    public App(Action<WeChatMiniOptions>? configure = null, Action<WeChatMiniBuilder>? build = null)
    {
        var snapshot = new AppSnapshot(CreateOptions());
        Token = Base64Url.EncodeToString([.. snapshot.Tokens.HandleOf(OpenId).ToArray(), .. "fuzzing wants the same each time!"u8[..32]]);
        Check.That(snapshot.Tokens.TryRead(Token, out var address), "The token is none.");
        Store = new OneSessionStore(address, snapshot.SessionKeySeal);
        Seal = snapshot.SecretSeal;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new StillClock());
        var builder = services.AddWeChatMini(options =>
        {
            Fill(options);
            configure?.Invoke(options);
        });
        builder.UseSessionStore(_ => Store);
        services.AddSingleton<ILoginApi>(WeChat);
        services.AddSingleton<ITokenApi>(WeChat);
        build?.Invoke(builder);
        _services = services.BuildServiceProvider();
        Client = _services.GetRequiredService<WeChatMiniClient>();
    }

    public WeChatMiniClient Client { get; }

    /// <summary>The token of the live session.</summary>
    public string Token { get; }

    public OneSessionStore Store { get; }

    public ScriptedWeChat WeChat { get; } = new();

    /// <summary>Seals as the app does, for what lies in a store or cache.</summary>
    public SecretSeal Seal { get; }

    public MiniSession Session => Check.Result(Client.Sessions.ValidateAsync(Token)) ?? throw new FindingException("The live session is not found.");

    public static WeChatMiniOptions CreateOptions()
    {
        var options = new WeChatMiniOptions();
        Fill(options);
        return options;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public MiniResponse Send(MiniRequest request) => Check.Result(Client.Endpoint.HandleAsync(request));

    private static void Fill(WeChatMiniOptions options)
    {
        options.AppId = AppId;
        options.AppSecret = "0123456789abcdef0123456789abcdef";
        options.ExposedClaims.Add("role");
        options.Push = new WeChatPushOptions { Token = PushToken, EncodingAESKey = PushKey };
    }
}

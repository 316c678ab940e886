using Microsoft.Extensions.Compliance.Classification;
using Microsoft.Extensions.Compliance.Redaction;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Refit;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.LeakTests.Canaries;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.LeakTests.Tokens;
using WeChatMini.Sdk.LeakTests.Upstream;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Push.Messages;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>One application under test and its surroundings: WeChat, clock, store and login handler, each of which a mode can break.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public Scene(Secrets secrets, Recording recording, ISessionStore? store = null)
    {
        Secrets = secrets;
        Recording = recording;
        Store = new RecordingStore(recording, store ?? new MemorySessionStore());
        Handler = new LoginHandlerScript(recording);
        Pushes = new PushScript(recording);
        WeChat = new StubWeChat { Reply = GoodReply };
        BaseAddress = WeChat.Address;
    }

    public Secrets Secrets { get; }

    public Recording Recording { get; }

    public StubWeChat WeChat { get; }

    /// <summary>Where the application's access tokens come from.</summary>
    public TokenSetup Tokens { get; set; } = TokenSetup.Stable;

    /// <summary>The Redis of an application that has one.</summary>
    public RedisStage? Redis { get; set; }

    /// <summary>The SQL database of an application that has one.</summary>
    public SqlStage? Sql { get; set; }

    /// <summary>The file in which CloudRun hands over its token, for an application that reads it.</summary>
    public CloudRunFile? TokenFile { get; set; }

    /// <summary>The application's own clients.</summary>
    public IServiceProvider? Services { get; private set; }

    /// <summary>What is called as it is, so that the answers of all modes are read; the other API that supports encryption is called with it.</summary>
    private static string[] PlainPaths => ["/wxa/msg_sec_check", "/wxa/business/getuserphonenumber", "/wxa/business/checkencryptedmsg", "/wxa/business/getuserencryptkey"];

    public SceneClock Clock { get; } = new();

    public RecordingStore Store { get; }

    public LoginHandlerScript Handler { get; }

    public PushScript Pushes { get; }

    /// <summary>Whether the application logs nothing and looks at no message, which leaves time for more calls.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>What else the application adds.</summary>
    public Action<WeChatMiniBuilder> Customise { get; init; } = static _ => { };

    /// <summary>The builder that the application was given.</summary>
    public WeChatMiniBuilder? Builder { get; private set; }

    public Uri BaseAddress { get; set; }

    public Uri? BackupAddress { get; set; }

    public Func<StubExchange, Task<bool>> GoodReply => exchange => (exchange.Path switch
    {
        "/sns/jscode2session" => Replies.Ok(Secrets.OpenId, Secrets.SessionKey, Secrets.UnionId),
        "/cgi-bin/stable_token" => Replies.Token(Secrets.StableToken),
        "/cgi-bin/token" => Replies.Token(Secrets.LegacyToken),
        TokenSetup.ServerPath => Replies.Token(Secrets.ServedToken),
        SecureReplies.Path => SecureReplies.Good(this),
        "/wxa/getwxacode" => Replies.EchoingImage,
        _ when UserReplies.Of(exchange.Path, this) is { } reply => Replies.Body(reply),
        _ => Replies.Body("""{"errcode":0,"errmsg":"ok","trace_id":"trace-1"}"""),
    })(exchange);

    /// <summary>Lets tokens be had again, whatever is wrong with the rest.</summary>
    public void MendTokens()
    {
        var rest = WeChat.Reply;
        WeChat.Reply = exchange => (exchange.Path is "/cgi-bin/stable_token" or "/cgi-bin/token" or TokenSetup.ServerPath ? GoodReply : rest)(exchange);
    }

    /// <summary>The settings as an application's configuration gives them.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["WeChatMini:AppId"] = Secrets.AppId,
        ["WeChatMini:AppSecret"] = Secrets.AppSecret,
        ["WeChatMini:PreviousAppSecrets:0"] = Secrets.PreviousAppSecret,
        ["WeChatMini:SessionKeyRing:0"] = Secrets.RingKey,
        ["WeChatMini:BaseAddress"] = BaseAddress.ToString(),
        ["WeChatMini:BackupAddress"] = BackupAddress?.ToString(),
        ["WeChatMini:ExposedClaims:0"] = "role",
        ["WeChatMini:AccessTokens:Endpoint"] = Tokens.Endpoint.ToString(),
        ["WeChatMini:AccessTokens:TokenServerKeys:0"] = Secrets.TokenServerKey,
        ["WeChatMini:Sessions:TouchInterval"] = "00:00:01",
        ["WeChatMini:Push:Token"] = Secrets.PushToken,
        ["WeChatMini:Push:EncodingAESKey"] = Secrets.PushKey,
        ["WeChatMini:Push:PreviousTokens:0"] = Secrets.PreviousPushToken,
        ["WeChatMini:Push:PreviousEncodingAESKeys:0"] = Secrets.PreviousPushKey,
        ["WeChatMini:Push:AllowUnauthenticatedBody"] = "true",
        ["WeChatMini:Payment:AppKey"] = Secrets.AppKey,
        ["WeChatMini:Payment:SandboxAppKey"] = Secrets.SandboxAppKey,
        ["WeChatMini:Payment:MerchantAppKeys:1230000109"] = Secrets.MerchantAppKey,
        ["WeChatMini:Delivery:AppSecrets:4711"] = Secrets.DeliverySecret,
        ["WeChatMini:SecureApi:SymmetricKey:Serial"] = Secrets.SecureSerial,
        ["WeChatMini:SecureApi:SymmetricKey:Value"] = Secrets.SecureKey,
        ["WeChatMini:SecureApi:PreviousSymmetricKeys:0:Serial"] = "1",
        ["WeChatMini:SecureApi:PreviousSymmetricKeys:0:Value"] = Secrets.PreviousSecureKey,
        ["WeChatMini:SecureApi:PrivateKey:Value"] = Secrets.PrivateKey,
        ["WeChatMini:SecureApi:Certificate:Serial"] = Secrets.SecureSerial,
        ["WeChatMini:SecureApi:Certificate:Value"] = Secrets.PlatformCertificate,
        ["WeChatMini:SecureApi:ExcludedPaths:0"] = PlainPaths[0],
        ["WeChatMini:SecureApi:ExcludedPaths:1"] = PlainPaths[1],
        ["WeChatMini:SecureApi:ExcludedPaths:2"] = PlainPaths[2],
        ["WeChatMini:SecureApi:ExcludedPaths:3"] = PlainPaths[3],
    };

    /// <summary>The settings as an application without configuration gives them.</summary>
    public WeChatMiniOptions Options => new()
    {
        AppId = Secrets.AppId,
        AppSecret = Secrets.AppSecret,
        PreviousAppSecrets = { Secrets.PreviousAppSecret },
        SessionKeyRing = { Secrets.RingKey },
        BaseAddress = BaseAddress,
        BackupAddress = BackupAddress,
        ExposedClaims = { "role" },
        AccessTokens = { Endpoint = Tokens.Endpoint, TokenServerKeys = [Secrets.TokenServerKey] },
        Sessions = { TouchInterval = TimeSpan.FromSeconds(1) },
        Push =
        {
            Token = Secrets.PushToken,
            EncodingAESKey = Secrets.PushKey,
            PreviousTokens = { Secrets.PreviousPushToken },
            PreviousEncodingAESKeys = { Secrets.PreviousPushKey },
            AllowUnauthenticatedBody = true,
        },
        Payment = { AppKey = Secrets.AppKey, SandboxAppKey = Secrets.SandboxAppKey, MerchantAppKeys = { ["1230000109"] = Secrets.MerchantAppKey } },
        Delivery = { AppSecrets = { ["4711"] = Secrets.DeliverySecret } },
        SecureApi =
        {
            SymmetricKey = { Serial = Secrets.SecureSerial, Value = Secrets.SecureKey },
            PreviousSymmetricKeys = { new() { Serial = "1", Value = Secrets.PreviousSecureKey } },
            PrivateKey = { Value = Secrets.PrivateKey },
            Certificate = { Serial = Secrets.SecureSerial, Value = Secrets.PlatformCertificate },
            ExcludedPaths = PlainPaths,
        },
    };

    /// <summary>Adds what an application adds that wants to see everything.</summary>
    public void AddTo(WeChatMiniBuilder builder)
    {
        Builder = builder;
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton(Handler);
        builder.Services.AddSingleton(Pushes);
        if (!IsQuiet)
        {
            builder.Services.AddLogging(AddTo);
            AddEveryHttpLogger(builder.Services);
            builder.Services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new UserHandler(Recording)));
        }

        builder.UseSessionStore(services =>
        {
            Services = services;
            return Store;
        }).AddLoginHandler<ScriptedLoginHandler>().AddLoginAudit(_ => new RecordingAudit(Recording)).AddPushHandler<TextMessage, ScriptedPushHandler>().AddPushHandler<PushMessage>(Pushes.RunAsync);
        Tokens.AddTo(this, builder);
        builder.Services.AddHttpClient<ApiClient>().AddWeChatMiniApi().AddPaySignature(Secrets.AppKey, Secrets.SandboxAppKey);
        builder.Services.AddRefitGeneratedClient<IRefitApi>(static _ => RefitSettings.ForJsonContext(ApiJson.Default)).AddWeChatMiniApi().AddPaySignature(Secrets.AppKey);
        Customise(builder);
    }

    /// <summary>Turns on, for all clients of an application, every logger that there is for them, bodies included and nothing masked.</summary>
    public static void AddEveryHttpLogger(IServiceCollection services)
    {
        services.AddSingleton<IRedactorProvider>(NullRedactorProvider.Instance);

        // In this order: the extended logger removes the default one.
        services.ConfigureHttpClientDefaults(static http => http.AddExtendedHttpClientLogging(static logging =>
        {
            logging.LogBody = true;
            logging.LogRequestStart = true;
            logging.ResponseBodyContentTypes.Add("application/json");
            logging.ResponseHeadersDataClasses.Add("Location", DataClassification.None);
        }).AddDefaultLogger());
    }

    public void AddTo(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Trace)
        .AddProvider(new LogSink(Recording))
        .AddSimpleConsole(static console => console.IncludeScopes = true)
        .AddJsonConsole(static console => console.IncludeScopes = true)
        .AddDebug()
        .AddEventSourceLogger();

    public async ValueTask DisposeAsync()
    {
        WeChat.Dispose();
        Sql?.Dispose();
        TokenFile?.Dispose();
        if (Redis is not null)
        {
            await Redis.DisposeAsync();
        }
    }
}

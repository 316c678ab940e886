using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.CloudRun;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;

namespace WeChatMini.Sdk.LeakTests.Tokens;

/// <summary>Where an application's access tokens come from and where it shares them; pushes are remembered in the same place, where it can.</summary>
/// <param name="Endpoint">The endpoint in its options.</param>
/// <param name="AddTo">Adds the rest.</param>
internal sealed record TokenSetup(AccessTokenEndpoint Endpoint, Action<Scene, WeChatMiniBuilder> AddTo)
{
    /// <summary>The path of the token server at the stub.</summary>
    public const string ServerPath = "/token-server";

    public static TokenSetup Stable { get; } = new(AccessTokenEndpoint.Stable, static (_, _) => { });

    public static TokenSetup StableInCache { get; } = new(AccessTokenEndpoint.Stable, static (scene, builder) =>
    {
        builder.Services.AddSingleton<IDistributedCache>(new RecordingCache(scene.Recording));
        builder.ShareAccessTokens().UsePushDeduplication();
        Record(scene, builder);
    });

    public static TokenSetup LegacyUnderLease { get; } = new(AccessTokenEndpoint.Legacy, static (scene, builder) =>
    {
        builder.ShareAccessTokens(static _ => new LeaseInMemory());
        Record(scene, builder);
    });

    public static TokenSetup StableInRedis { get; } = new(AccessTokenEndpoint.Stable, ShareInRedis);

    public static TokenSetup LegacyInRedis { get; } = new(AccessTokenEndpoint.Legacy, ShareInRedis);

    public static TokenSetup TokenServer { get; } = new(AccessTokenEndpoint.Stable, static (scene, builder) =>
        builder.UseTokenServer(new Uri(scene.WeChat.Address, ServerPath), scene.Secrets.TokenServerKey));

    public static TokenSetup StableInSql { get; } = new(AccessTokenEndpoint.Stable, static (scene, builder) =>
    {
        builder.ShareAccessTokens(scene.Sql!.SourceOfTheApplication, SqlStage.Dialect);
        Record(scene, builder);
    });

    public static TokenSetup CloudRun { get; } = new(AccessTokenEndpoint.Stable, static (_, builder) =>
        builder.UseCloudRun(static options => (options.Tokens, options.TrustOpenId, options.AcceptPush) = (CloudRunTokens.Header, true, true)));

    public static TokenSetup CloudRunFile { get; } = new(AccessTokenEndpoint.Stable, static (scene, builder) =>
        builder.UseCloudRun(options => (options.Tokens, options.TokenFile, options.TrustOpenId, options.AcceptPush) = (CloudRunTokens.File, scene.TokenFile!.Path, true, true)));

    private static void ShareInRedis(Scene scene, WeChatMiniBuilder builder)
    {
        builder.ShareAccessTokens(scene.Redis!.ConfigurationOfTheApplication).UsePushDeduplication(scene.Redis.ConfigurationOfTheApplication);
        Record(scene, builder);
    }

    /// <summary>Puts the sink before the share that was added last.</summary>
    private static void Record(Scene scene, WeChatMiniBuilder builder)
    {
        var made = builder.Services.Last(service => service.ServiceType == typeof(IAccessTokenShare)).KeyedImplementationFactory!;
        builder.ShareAccessTokens(services => new RecordingShare(scene.Recording, (IAccessTokenShare)made(services, builder.Name)));
    }
}

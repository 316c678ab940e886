using WeChatMini.Sdk.LeakTests.Tokens;

namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>The ways of running the library, by name.</summary>
internal static class LeakHosts
{
    public const string Bare = "bare client";
    private const string Worker = "container without a host";
    public const string Web = "ASP.NET Core";
    private const string CloudRun = "CloudRun";
    public const string CloudRunWeb = "CloudRun, ASP.NET Core";
    private const string CloudRunWithFile = "CloudRun, token in a file";
    private const string Server = "token server, its own tokens in SQL";
    private const string BareWithRedis = "bare client, stable tokens in Redis";
    private const string WorkerWithRedis = "container, legacy tokens in Redis";

    /// <summary>Those that need nothing else; between them they have each source of tokens that is fetched.</summary>
    public static IReadOnlyList<string> Plain { get; } = [Bare, Worker, Web];

    /// <summary>Those whose platform hands them their tokens.</summary>
    public static IReadOnlyList<string> OnCloudRun { get; } = [CloudRun, CloudRunWeb, CloudRunWithFile];

    /// <summary>Those that read a token from a file.</summary>
    public static IReadOnlyList<string> WithTokenFile { get; } = [CloudRunWithFile];

    /// <summary>Those that hand out tokens, which they share in a SQL database.</summary>
    public static IReadOnlyList<string> OfTokenServer { get; } = [Server];

    /// <summary>Those that share tokens in a Redis.</summary>
    public static IReadOnlyList<string> WithRedis { get; } = [BareWithRedis, WorkerWithRedis];

    public static IReadOnlyDictionary<string, Func<Scene, Task<ILeakHost>>> All { get; } = new Dictionary<string, Func<Scene, Task<ILeakHost>>>
    {
        [Bare] = static scene => BareAsync(scene, TokenSetup.StableInCache),
        [Worker] = static scene => WorkerAsync(scene, TokenSetup.LegacyUnderLease),
        [Web] = static scene => WebAsync(scene, TokenSetup.TokenServer),
        [Server] = static async scene =>
        {
            scene.Tokens = TokenSetup.StableInSql;
            return await TokenServerHost.StartAsync(scene);
        },
        [CloudRun] = static scene => WorkerAsync(scene, TokenSetup.CloudRun),
        [CloudRunWeb] = static scene => WebAsync(scene, TokenSetup.CloudRun),
        [CloudRunWithFile] = static scene => BareAsync(scene, TokenSetup.CloudRunFile),
        [BareWithRedis] = static scene => BareAsync(scene, TokenSetup.StableInRedis),
        [WorkerWithRedis] = static scene => WorkerAsync(scene, TokenSetup.LegacyInRedis),
    };

    private static Task<ILeakHost> BareAsync(Scene scene, TokenSetup tokens)
    {
        scene.Tokens = tokens;
        return Task.FromResult<ILeakHost>(new BareHost(scene));
    }

    private static async Task<ILeakHost> WebAsync(Scene scene, TokenSetup tokens)
    {
        scene.Tokens = tokens;
        return await WebHost.StartAsync(scene);
    }

    private static Task<ILeakHost> WorkerAsync(Scene scene, TokenSetup tokens)
    {
        scene.Tokens = tokens;
        return Task.FromResult<ILeakHost>(new WorkerHost(scene));
    }
}

using WeChatMini.Sdk.LeakTests.Tokens;

namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>The ways of running the library, by name.</summary>
internal static class LeakHosts
{
    public const string Bare = "bare client";

    public static IReadOnlyDictionary<string, Func<Scene, Task<ILeakHost>>> All { get; } = new Dictionary<string, Func<Scene, Task<ILeakHost>>>
    {
        [Bare] = static scene => BareAsync(scene, TokenSetup.StableInCache),
        ["container without a host"] = static scene => WorkerAsync(scene, TokenSetup.LegacyUnderLease),
        ["ASP.NET Core"] = static async scene =>
        {
            scene.Tokens = TokenSetup.TokenServer;
            return await WebHost.StartAsync(scene);
        },
        ["CloudRun"] = static scene => WorkerAsync(scene, TokenSetup.CloudRun),
    };

    /// <summary>The ways that share tokens in a Redis.</summary>
    public static IReadOnlyDictionary<string, Func<Scene, Task<ILeakHost>>> WithRedis { get; } = new Dictionary<string, Func<Scene, Task<ILeakHost>>>
    {
        ["bare client, stable tokens in Redis"] = static scene => BareAsync(scene, TokenSetup.StableInRedis),
        ["container, legacy tokens in Redis"] = static scene => WorkerAsync(scene, TokenSetup.LegacyInRedis),
    };

    private static Task<ILeakHost> BareAsync(Scene scene, TokenSetup tokens)
    {
        scene.Tokens = tokens;
        return Task.FromResult<ILeakHost>(new BareHost(scene));
    }

    private static Task<ILeakHost> WorkerAsync(Scene scene, TokenSetup tokens)
    {
        scene.Tokens = tokens;
        return Task.FromResult<ILeakHost>(new WorkerHost(scene));
    }
}

namespace WeChatMini.Sdk.LeakTests.Hosts;

/// <summary>The ways of running the library, by name.</summary>
internal static class LeakHosts
{
    public const string Bare = "bare client";

    public static IReadOnlyDictionary<string, Func<Scene, Task<ILeakHost>>> All { get; } = new Dictionary<string, Func<Scene, Task<ILeakHost>>>
    {
        [Bare] = static scene => Task.FromResult<ILeakHost>(new BareHost(scene)),
        ["container without a host"] = static scene => Task.FromResult<ILeakHost>(new WorkerHost(scene)),
        ["ASP.NET Core"] = static async scene => await WebHost.StartAsync(scene),
    };
}

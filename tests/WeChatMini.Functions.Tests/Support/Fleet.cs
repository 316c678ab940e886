using System.Collections.Concurrent;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Functions.Tests.Support;

/// <summary>The sample on every host, each in a process of its own that starts when it is first asked for; one WeChat and one Redis for all.</summary>
public sealed class Fleet : IAsyncLifetime
{
    private static readonly (string Host, string Program, Func<Gateway> Open)[] All =
    [
        ("Lambda, REST API", FunctionPrograms.Function, RuntimeGateway.LambdaRest),
        ("Lambda, HTTP API", FunctionPrograms.Function, RuntimeGateway.LambdaHttp),
        ("Lambda, function URL", FunctionPrograms.Function, RuntimeGateway.LambdaUrl),
        ("SCF event, function URL", FunctionPrograms.Function, RuntimeGateway.ScfUrl),
        ("SCF event, API gateway", FunctionPrograms.Function, RuntimeGateway.ScfGateway),
        ("SCF web and CloudRun", FunctionPrograms.Function, PortGateway.CloudRun),
        ("Azure, forwarded", FunctionPrograms.Function, () => new AzureGateway(proxies: false)),
        ("Azure, proxied", FunctionPrograms.Function, () => new AzureGateway(proxies: true)),
        ("plain server", FunctionPrograms.Function, PortGateway.Plain),
        ("Lambda, REST API, without ASP.NET Core", FunctionPrograms.Small, RuntimeGateway.LambdaRest),
        ("Lambda, HTTP API, without ASP.NET Core", FunctionPrograms.Small, RuntimeGateway.LambdaHttp),
        ("Lambda, function URL, without ASP.NET Core", FunctionPrograms.Small, RuntimeGateway.LambdaUrl),
        ("SCF event, function URL, without ASP.NET Core", FunctionPrograms.Small, RuntimeGateway.ScfUrl),
        ("SCF event, API gateway, without ASP.NET Core", FunctionPrograms.Small, RuntimeGateway.ScfGateway),
    ];

    private readonly ConcurrentDictionary<string, Lazy<Task<Instance>>> _running = new();
    private RedisServer? _redis;

    public static TheoryData<string> Hosts => new(All.Select(one => one.Host));

    public FakeWeChat WeChat { get; } = FakeWeChat.Start();

    internal string Redis => _redis!.Configuration;

    public async ValueTask InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _running.Values)
        {
            await (await instance.Value).DisposeAsync();
        }

        await WeChat.DisposeAsync();
        await _redis!.DisposeAsync();
    }

    internal async Task<Gateway> OpenAsync(string host) => (await _running.GetOrAdd(host, _ => new Lazy<Task<Instance>>(() => StartAsync(host))).Value).Gateway;

    private async Task<Instance> StartAsync(string host)
    {
        var (_, program, open) = All.Single(one => one.Host == host);
        var instance = await Instance.StartAsync(open(), program, Settings.Of(WeChat, Redis));
        if (!FunctionPrograms.IsPublished(program))
        {
            // What was published compiles nothing, and its first login is the test's.
            (await WarmUp.AsksAsync(instance.Gateway, () => Message.Login(WeChat.Users.Add("o-" + Guid.NewGuid().ToString("N")).NextLoginCode()))).SignedIn();
        }

        return instance;
    }
}

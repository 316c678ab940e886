using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Support;

/// <summary>Processes that share tokens in one Redis.</summary>
internal sealed class Fleet : WorkerFleet
{
    private Fleet(RedisServer redis)
        : base("redis:" + redis.Configuration)
    {
        Redis = redis;
        WeChat.Apis.Add("/wxa/probe", static _ => FakeApiAnswer.Json("""{"errcode":0}"""));
    }

    public RedisServer Redis { get; }

    public static async Task<Fleet> StartAsync(params double[] secondsAhead)
    {
        var fleet = new Fleet(await RedisServer.StartAsync());
        await fleet.AddAsync(secondsAhead);
        return fleet;
    }

    /// <summary>Processes that have never asked the share.</summary>
    public static async Task<Fleet> StartColdAsync(int processes)
    {
        var fleet = new Fleet(await RedisServer.StartAsync());
        await fleet.AddColdAsync(processes);
        return fleet;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Redis.DisposeAsync();
    }
}

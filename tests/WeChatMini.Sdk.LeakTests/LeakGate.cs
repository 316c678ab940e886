using WeChatMini.Sdk.LeakTests.Canaries;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Modes;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.LeakTests.Tokens;

namespace WeChatMini.Sdk.LeakTests;

/// <summary>Runs every operation in the given modes on the given hosts, all sinks open, and searches what came out.</summary>
internal static class LeakGate
{
    /// <summary>What telemetry of the application may not send along to WeChat (gate G4).</summary>
    private static readonly string[] TraceHeaders = ["traceparent", "tracestate", "baggage", "correlation-context", "request-id"];

    public static async Task<LeakReport> RunAsync(IEnumerable<string> hosts, IReadOnlyCollection<Mode> modes)
    {
        var secrets = new Secrets();
        var report = new LeakReport();
        var wire = new List<string>();
        var search = Task.CompletedTask;
        using var observatory = new Observatory();
        foreach (var host in hosts)
        {
            foreach (var mode in modes)
            {
                await using var scene = new Scene(secrets, observatory.Recording);
                if (LeakHosts.WithRedis.Contains(host))
                {
                    scene.Redis = await RedisStage.StartAsync(secrets);
                }

                if (LeakHosts.WithTokenFile.Contains(host))
                {
                    scene.TokenFile = new CloudRunFile();
                }

                if (LeakHosts.OfTokenServer.Contains(host))
                {
                    scene.Sql = new SqlStage(observatory.Recording);
                }

                var caller = await RunAsync(scene, host, mode);
                if (SinkTable.Allowed.Any(allowed => allowed.Modes.Contains(mode.Name)))
                {
                    // What is allowed in this mode must not be counted to the next one.
                    await observatory.EventSources.SettleAsync();
                }

                // Searched while the next one runs, one behind the other.
                await search;
                var (entries, canaries) = (observatory.Drain(), secrets.Now());
                search = Task.Run(() => report.Add(host, mode.Name, entries, canaries, caller));
                wire.AddRange(scene.WeChat.Arrived.SelectMany(arrived => arrived.HeaderNames).Intersect(TraceHeaders).Select(header => $"[{host}, {mode}] {header} was sent to WeChat"));
            }
        }

        await search;
        report.Violations.AddRange(wire);
        report.SinkNames = observatory.Recording.Seen;
        report.EventSources = observatory.EventSources.Names;
        return report;
    }

    private static async Task<Caller> RunAsync(Scene scene, string hostName, Mode mode)
    {
        mode.Before(scene);
        await using var host = await LeakHosts.All[hostName](scene);
        var caller = new Caller(scene, host);
        await new Operations(scene, host, caller).RunAsync(mode);
        if (scene.Redis is { } redis)
        {
            await redis.RecordAsync(scene.Recording);
        }

        scene.Sql?.Record();
        scene.Clock.Release();
        return caller;
    }
}

using System.Diagnostics;
using WeChatMini.Functions.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Functions.Tests.InFlight;

/// <summary>More logins at once than several processes can serve: none is lost, none is somebody else's, and memory has an end. eng/long/in-flight runs the full figure.</summary>
public sealed class InFlightTests
{
    private static readonly int ProcessCount = Long.Or(2, 4);
    private static readonly int UserCount = Long.Or(1000, 5000);

    /// <summary>So slow that one process, which has 200 calls to WeChat at a time, serves 400 of its users before their time is over, and has to turn the others away.</summary>
    private static readonly FakeFault SlowWeChat = FakeFault.Latency(TimeSpan.FromSeconds(1.8));

    [Fact]
    public async Task More_logins_at_once_than_can_be_served_lose_nobody_and_mix_nobody_up()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var weChat = FakeWeChat.Start(new FakeWeChatOptions { ClockRuns = true });
        var users = Enumerable.Range(0, UserCount).Select(number => weChat.Users.Add($"o-user-{number}")).ToList();
        var instances = await Task.WhenAll(Enumerable.Range(0, ProcessCount).Select(_ => Instance.StartAsync(PortGateway.CloudRun(), FunctionPrograms.Function, Settings.Of(weChat, redis.Configuration))));
        try
        {
            var gateways = instances.Select(instance => instance.Gateway).ToList();
            var crowd = new Crowd(users, gateways);
            weChat.Faults.Always(SlowWeChat, "/sns/jscode2session");
            var start = Stopwatch.GetTimestamp();
            var first = await crowd.SignInAsync(shift: 0);
            var took = Stopwatch.GetElapsedTime(start);
            var memory = instances.Select(instance => ProcessMemory.Highest(instance.Function.Id)).ToList();
            Assert.NotEqual(0, crowd.Shed);
            var shed = crowd.Shed;
            weChat.Faults.Clear();

            // Once more, each at another process, and without the slowness.
            var second = await crowd.SignInAsync(shift: 1);
            await AreSignedInAsync(first, gateways);
            await AreSignedInAsync(second, gateways);
            var later = instances.Select(instance => ProcessMemory.Highest(instance.Function.Id)).ToList();
            TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(
                $"{UserCount} logins at once at {ProcessCount} processes: all signed in after {took.TotalSeconds:0.0} s, {shed} answers 503 with Retry-After; 0 lost, 0 wrong; most memory {memory.Max():0} MB, after as many again {later.Max():0} MB"));

            AreDifferent(first.Concat(second));
            Assert.Equal(first.Select(Owner), second.Select(Owner));
            Assert.Equal(UserCount, first.Select(Owner).Distinct().Count());
            Assert.All(later, highest => Assert.InRange(highest, 1, MostMemory));
        }
        finally
        {
            await Task.WhenAll(instances.Select(instance => instance.DisposeAsync().AsTask()));
        }
    }

    /// <summary>For 1,250 requests in hand, in MB; a process that the JIT compiles has some 70 before it has any.</summary>
    private const double MostMemory = 300;

    /// <summary>Every token is good, at another process than the one that gave it.</summary>
    private static async Task AreSignedInAsync(string[] tokens, List<Gateway> gateways)
    {
        foreach (var some in tokens.Index().Chunk(100))
        {
            var answers = await Task.WhenAll(some.Select(token => WarmUp.AsksAsync(gateways[(token.Index + 2) % gateways.Count], () => Message.Session(token.Item))));
            Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        }
    }

    private static void AreDifferent(IEnumerable<string> tokens) => Assert.Equal(2 * UserCount, tokens.Distinct().Count());

    /// <summary>A token begins with 16 bytes that name its user (docs/sessions.md): 21 characters hold nothing else.</summary>
    private static string Owner(string token) => token[..21];
}

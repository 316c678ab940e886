using System.Text;
using WeChatMini.Functions.Tests.Support;

namespace WeChatMini.Functions.Tests.Contract;

/// <summary>What of a request reaches the application, and what of its answer comes back, by each kind of event.</summary>
public sealed class EventTests
{
    public static TheoryData<string, bool> Kinds
    {
        get
        {
            var kinds = new TheoryData<string, bool>();
            foreach (var kind in new[] { "rest", "http", "url", "scf-url", "scf-gateway" })
            {
                kinds.Add(kind, false);
                kinds.Add(kind, true);
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_request_arrives_with_all_its_parts(string kind, bool small)
    {
        await using var function = await StartAsync(kind, small);
        var answer = await function.Gateway.SendAsync(new GatewayRequest("PUT", "/echo/a%20b/%E5%BE%AE?x=1%2B2&y=%26&y=3", Headers(("X-Test", "t"), ("Cookie", "a=1; b=2"), ("Content-Type", "text/plain")), Encoding.UTF8.GetBytes("你好 \"quoted\"\n🙂")));
        var lines = answer.Text.Split('\n');

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(["PUT", "/echo/a b/微"], lines[..2]);
        Assert.Contains("x=1%2B2", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("?", lines[2], StringComparison.Ordinal);
        Assert.Equal(["t", "a=1; b=2", LambdaEvents.RemoteAddress], lines[3..6]);
        Assert.Equal(small ? "" : kind.StartsWith("scf", StringComparison.Ordinal) ? "http" : "https", lines[6]);
        Assert.Equal(["你好 \"quoted\"", "🙂"], lines[7..9]);
        Assert.Equal("20", lines[9]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Bytes_come_back_in_base64_where_the_gateway_decodes_it(string kind, bool small)
    {
        await using var function = await StartAsync(kind, small);
        var answer = await function.Gateway.SendAsync(new GatewayRequest("GET", "/bytes", Headers(), []));
        if (kind == "scf-url")
        {
            answer.IsProblem(500, "answer_not_text");
        }
        else
        {
            Assert.Equal([0xFF, 0xFE, 0x00, 0x01], answer.Body);
        }
    }

    [Theory]
    [InlineData("rest")]
    [InlineData("http")]
    [InlineData("scf-gateway")]
    public async Task Cookies_and_headers_with_several_values_come_back_whole(string kind)
    {
        await using var function = await StartAsync(kind, small: false);
        var answer = await function.Gateway.SendAsync(new GatewayRequest("GET", "/cookies", Headers(), []));

        Assert.Equal("a=1; path=/,b=2; path=/", answer.Headers["Set-Cookie"]);
        Assert.Equal("one,two", answer.Headers["X-Many"]);
        Assert.Equal("yes", answer.Headers["X-Late"]);
    }

    [Fact]
    public Task As_many_events_at_once_as_the_host_allows() => RealTime.HoldsAsync(async () =>
    {
        var runtime = new LambdaStandIn(pollers: 4);
        await using var function = await Instance.StartAsync(new RuntimeGateway(runtime, LambdaEvents.Rest), FunctionPrograms.Misbehaving);
        var gateway = (RuntimeGateway)function.Gateway;

        // What is compiled for the first time takes longer than the margin before the deadline, on a busy machine.
        await gateway.SendAsync(new GatewayRequest("GET", "/deaf", [], []), TimeSpan.FromSeconds(2));
        var stuck = Enumerable.Range(0, 3).Select(_ => gateway.SendAsync(new GatewayRequest("GET", "/deaf", [], []), TimeSpan.FromSeconds(4))).ToArray();

        var answer = await gateway.SendAsync(new GatewayRequest("GET", "/hello", [], []), TimeSpan.FromSeconds(2));
        var ends = await Task.WhenAll(stuck);

        // The margin before the host's limit is 200 ms.
        RealTime.IsInTime(ends.Append(answer).All(one => one.Status != 502 || !one.Text.StartsWith(nameof(EventOutcome.TimedOut), StringComparison.Ordinal)), "The host gave up first.");
        Assert.Equal("hello", answer.Text);
        Assert.All(ends, end => end.IsProblem(503, "busy"));
    });

    private static Task<Instance> StartAsync(string kind, bool small) => Instance.StartAsync(
        kind switch
        {
            "rest" => RuntimeGateway.LambdaRest(),
            "http" => RuntimeGateway.LambdaHttp(),
            "url" => RuntimeGateway.LambdaUrl(),
            "scf-url" => RuntimeGateway.ScfUrl(),
            _ => RuntimeGateway.ScfGateway(),
        },
        FunctionPrograms.Misbehaving,
        settings: null,
        small ? ["small"] : []);

    private static KeyValuePair<string, string>[] Headers(params (string Name, string Value)[] headers) => [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))];
}

using System.Collections.Concurrent;
using System.Globalization;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.LeakTests.Canaries;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Modes;
using WeChatMini.Sdk.LeakTests.Sinks;

namespace WeChatMini.Sdk.LeakTests;

/// <summary>Gate G3: whatever fails, only the library's own exception leaves it, or the caller's own doing.</summary>
public sealed class ExceptionTypeTests(ITestOutputHelper output)
{
    private const int Callers = 8;

    private static readonly int Calls = LongRun.Of(normal: 10_000, full: 100_000);

    [Fact]
    public async Task Under_random_faults_every_exception_is_the_librarys_own_or_the_callers_own_doing()
    {
        var secrets = new Secrets();
        var counts = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var violations = new ConcurrentQueue<string>();
        await using var scene = new Scene(secrets, new Recording()) { IsQuiet = true };
        await using var host = new BareHost(scene);
        var chaos = new Chaos(scene, seed: 1);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var call = 0; call < Calls / Callers; call++)
            {
                var (operation, thrown, cancelled) = await chaos.CallAsync(host.Client);
                counts.AddOrUpdate(thrown is null ? "answered" : thrown is WeChatException failure ? failure.Kind.ToString() : thrown.GetType().Name, 1, static (_, before) => before + 1);
                if (thrown is not null && ExceptionRule.Violation(thrown, cancelled) is { } violation)
                {
                    violations.Enqueue($"{operation}: {violation}: {thrown}");
                }
            }
        })));
        scene.Clock.Release();
        foreach (var (outcome, count) in counts.OrderByDescending(pair => pair.Value))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} {outcome}"));
        }

        Assert.Empty(violations);
        WeChatErrorKind[] expected = [WeChatErrorKind.InvalidRequest, WeChatErrorKind.LoginAgain, WeChatErrorKind.Refused, WeChatErrorKind.SlowDown, WeChatErrorKind.Busy, WeChatErrorKind.StoreUnavailable, WeChatErrorKind.OutcomeUnknown, WeChatErrorKind.Misconfigured];
        Assert.All(expected.Select(kind => kind.ToString()).Concat(["answered", nameof(ArgumentException), nameof(OperationCanceledException)]), outcome => Assert.Contains(outcome, Outcomes(counts.Keys)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_foreign_exception_or_a_cancellation_that_nobody_asked_for_breaks_the_rule(bool cancelled)
    {
        Exception[] foreign =
        [
            new HttpRequestException(), new System.Text.Json.JsonException(), RecordingStore.Failure("x"), new InvalidOperationException(),
            new WeChatException(WeChatErrorKind.Busy, "busy", new HttpRequestException()),
            new WeChatException(WeChatErrorKind.StoreUnavailable, "down", RecordingStore.Failure("x")),
            new WeChatException(WeChatErrorKind.Busy, "The application's login handler failed", new InvalidOperationException("a", new HttpRequestException())),
            new ArgumentException("a", new HttpRequestException()),
        ];
        Assert.All(foreign, exception => Assert.NotNull(ExceptionRule.Violation(exception, cancelled)));
        Assert.Equal(cancelled, ExceptionRule.Violation(new OperationCanceledException(), cancelled) is null);
    }

    private static HashSet<string> Outcomes(IEnumerable<string> names) =>
        [.. names.Select(name => name switch
        {
            nameof(ArgumentNullException) or nameof(ArgumentOutOfRangeException) => nameof(ArgumentException),
            nameof(TaskCanceledException) => nameof(OperationCanceledException),
            _ => name,
        })];
}

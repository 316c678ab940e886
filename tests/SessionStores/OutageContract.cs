using System.Diagnostics;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;

namespace SessionStores;

/// <summary>
/// Gate G20: a database that is away under load is "store unavailable", quickly, and never "signed out". A test class of each engine derives from it and says in
/// how many ways its engine can be away.
/// </summary>
public abstract class OutageContract(ITestOutputHelper output) : IAsyncDisposable
{
    private const string ExchangePath = "/sns/jscode2session";

    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(1.5);

    /// <summary>The 4.5 s of a login, and the way to its caller.</summary>
    private static readonly TimeSpan LoginAnswer = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(StoreFigures.IsLong ? 60 : 4);
    private static readonly int PerSecond = StoreFigures.IsLong ? 500 : 50;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract string Engine { get; }

    private protected JumpingClock Clock { get; } = new();

    /// <summary>Closes what <see cref="UseStore"/> opened.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>Takes the engine away under load, and gives it back.</summary>
    /// <param name="how">In which way.</param>
    /// <param name="meanwhile">What a validation hears while the engine is away.</param>
    /// <param name="startsAway">Whether the engine is away already when the instance of the application starts that has the load.</param>
    private protected Task HoldsAsync(string how, ValidationOutcome meanwhile = ValidationOutcome.StoreUnavailable, bool startsAway = false) => RealTime.HoldsAsync(async () =>
    {
        await PrepareAsync(how);
        await using var weChat = FakeWeChat.Start();
        var tokens = new string[20];
        var app = new LoggedInClient(weChat, UseStore, Clock);
        await using var first = app;
        for (var user = 0; user < tokens.Length; user++)
        {
            tokens[user] = (await app.Client.LoginAsync(weChat.Users.Add($"o-user-{user}").NextLoginCode(), Ct)).Token;
        }

        if (startsAway)
        {
            await app.DisposeAsync();
            await TakeAwayAsync(how);
            app = new LoggedInClient(weChat, UseStore, Clock);
        }

        await using var second = app;
        var load = new ValidationLoad(app.Client.Sessions, tokens, PerSecond);
        if (!startsAway)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Ct);
            await TakeAwayAsync(how);
        }

        var left = load.Elapsed;
        var asked = Stopwatch.GetTimestamp();
        var login = await Assert.ThrowsAsync<WeChatException>(() => app.Client.LoginAsync(weChat.Users.Add("o-late").NextLoginCode(), Ct));
        var loginTook = Stopwatch.GetElapsedTime(asked);

        // A login may take longer than a short outage.
        await Task.Delay(TimeSpan.FromTicks(Math.Max(0, (Outage - (load.Elapsed - left)).Ticks)), Ct);
        var returns = load.Elapsed;
        await GiveBackAsync(how);
        var back = load.Elapsed;
        await Task.Delay(Recovery + TimeSpan.FromSeconds(1), Ct);
        var answers = await load.StopAsync();

        var away = answers.Where(answer => answer.Asked > left && answer.Asked + Answer < returns).ToList();
        var last = answers.MaxBy(answer => answer.Took)!;
        var slowest = last.Took;
        var recovered = answers.Where(answer => answer.Asked > back && answer.Outcome != ValidationOutcome.SignedIn).Select(answer => answer.Asked - back).DefaultIfEmpty().Max();
        StoreFigures.Report(
            output,
            $"outage: {Engine} {how} for {(returns - left).TotalSeconds:0.0} s at {PerSecond}/s: {away.Count} validations while away, " +
            $"{away.Count(answer => answer.Outcome == ValidationOutcome.StoreUnavailable)} store unavailable, {away.Count(answer => answer.Outcome == ValidationOutcome.SignedIn)} signed in, " +
            $"{answers.Count(answer => answer.Outcome == ValidationOutcome.SignedOut)} signed out; slowest of {answers.Count} {slowest.TotalMilliseconds:0} ms; a login {loginTook.TotalMilliseconds:0} ms; " +
            $"{weChat.Journal.CallsTo(ExchangePath) - tokens.Length - 1} exchanges caused; right again after {recovered.TotalMilliseconds:0} ms");

        Assert.True(away.Count > PerSecond, "Hardly anything was asked: nothing was tested.");
        Assert.All(away, answer => Assert.Equal(meanwhile, answer.Outcome));
        Assert.DoesNotContain(answers, answer => answer.Outcome is ValidationOutcome.SignedOut or ValidationOutcome.Failed);
        Assert.Equal(WeChatErrorKind.StoreUnavailable, login.Kind);
        Assert.Equal(tokens.Length + 1, weChat.Journal.CallsTo(ExchangePath));
        RealTime.IsInTime(startsAway || answers.Where(answer => answer.Asked + Answer < left).All(answer => answer.Outcome == ValidationOutcome.SignedIn), $"The engine was too slow before it went away. {app.Failures}");
        RealTime.IsInTime(slowest < Answer, $"An answer took {slowest.TotalMilliseconds:0} ms, {last.Outcome}, asked {(last.Asked - left).TotalSeconds:0.0} s after the engine had gone, {(last.Asked - returns).TotalSeconds:0.0} s after it came back; {answers.Count(answer => answer.Took >= Answer)} took too long. {app.Failures}");
        RealTime.IsInTime(loginTook < LoginAnswer, $"A login took {loginTook.TotalMilliseconds:0} ms. {app.Failures}");
        RealTime.IsInTime(recovered < Recovery, $"It took {recovered.TotalMilliseconds:0} ms to recover. {app.Failures}");
    });

    /// <summary>Makes the engine ready for an attempt. What it holds must survive its end.</summary>
    private protected abstract Task PrepareAsync(string how);

    /// <summary>Puts the sessions there, with what the documentation recommends.</summary>
    private protected abstract void UseStore(WeChatMiniBuilder builder);

    private protected abstract Task TakeAwayAsync(string how);

    private protected abstract Task GiveBackAsync(string how);
}

using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using WeChatMini.Sdk.Storage.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

/// <summary>
/// A driver that is told to stop takes no thread from the others (decision 0003): Npgsql blocks the one that tells it until the server has heard of it, which
/// a frozen one never does.
/// </summary>
public abstract class SqlServerCrowdTests(ITestOutputHelper output)
{
    private protected const int Connections = 150;

    private const int PerSecond = 500;

    /// <summary>The second and a half of every answer, and one more for a busy machine. With threads of the pool blocked it was three to fifteen.</summary>
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(2.5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_server_that_freezes_with_a_hundred_statements_in_its_hands_keeps_nobody_waiting() => RealTime.HoldsAsync(async () =>
    {
        await using var engine = await EngineAsync();
        await using var source = engine.Open(await engine.NewDatabaseAsync(), more: $"Maximum Pool Size={Connections}");
        await using var weChat = FakeWeChat.Start();
        await using var app = new LoggedInClient(weChat, builder => builder.UseSqlSessions(source, engine.NewDialect()), TimeProvider.System);
        var token = (await app.Client.LoginAsync(weChat.Users.Add("o-alice").NextLoginCode(), Ct)).Token;
        await FillPoolAsync(source);

        engine.Server.Freeze();
        IReadOnlyList<ValidationAnswer> answers;
        try
        {
            var load = new ValidationLoad(app.Client.Sessions, [token], PerSecond);
            await Task.Delay(TimeSpan.FromSeconds(4), Ct);
            answers = await load.StopAsync();
        }
        finally
        {
            engine.Server.Thaw();
        }

        var slowest = answers.Max(answer => answer.Took);
        output.WriteLine($"{answers.Count} validations while frozen, slowest {slowest.TotalMilliseconds:0} ms");
        RealTime.IsInTime(answers.Count > 5 * Connections, $"Only {answers.Count} were asked: nothing was tested.");
        Assert.All(answers, answer => Assert.Equal(ValidationOutcome.StoreUnavailable, answer.Outcome));
        RealTime.IsInTime(slowest < Answer, $"An answer took {slowest.TotalMilliseconds:0} ms; {answers.Count(answer => answer.Took >= Answer)} of {answers.Count} took too long. {app.Failures}");
    });

    /// <summary>Starts an engine that takes all these connections.</summary>
    private protected abstract Task<SqlEngine> EngineAsync();

    /// <summary>Leaves as many open connections in the pool as it takes, so that as many statements are under way at once.</summary>
    private static async Task FillPoolAsync(DbDataSource source)
    {
        var open = new List<DbConnection>();
        while (open.Count < Connections)
        {
            open.Add(await source.OpenConnectionAsync(Ct));
        }

        foreach (var connection in open)
        {
            await connection.DisposeAsync();
        }
    }
}

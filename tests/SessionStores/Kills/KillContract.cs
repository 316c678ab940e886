using System.Diagnostics;
using SessionWriter;
using WeChatMini.Sdk.Sessions;

namespace SessionStores;

/// <summary>Gates G31 and G33: a server that is killed with -9 while it acknowledges. A test class of each engine derives from it.</summary>
public abstract class KillContract(ITestOutputHelper output)
{
    private const int Workers = 4;

    private static readonly int Times = StoreFigures.IsLong ? 50 : 1;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract string Engine { get; }

    /// <summary>Kills the server, starts it again and compares what it knows with what it acknowledged.</summary>
    /// <param name="server">The server.</param>
    /// <param name="open">Opens a store there.</param>
    /// <param name="profile">The durability of the server, for the report.</param>
    /// <param name="kills">How often; fifty times as often in the long form.</param>
    /// <param name="keepsAll">Whether nothing may be lost and nothing come back; if not, both are counted.</param>
    private protected async Task KillAsync(EngineServer server, Func<ISessionStore> open, string profile, int kills, bool keepsAll)
    {
        kills *= Times;
        var rounds = new List<AcknowledgedSessions>();
        var wrong = new HashSet<string>();
        for (var kill = 0; kill < kills; kill++)
        {
            var round = new AcknowledgedSessions();
            await WriteUntilKilledAsync(server, open, round);
            await server.RestartAsync();
            rounds.Add(round);
            wrong.UnionWith(await CompareAsync(open, rounds.TakeLast(2)));
        }

        // And nothing that an earlier round left was touched by the recovery of a later one.
        var after = await CompareAsync(open, rounds);
        var (created, ended) = (rounds.Sum(round => round.Created), rounds.Sum(round => round.Ended));
        StoreFigures.Report(
            output,
            $"engine-kill9: {Engine}: {profile}: {kills} kills, {created} sessions acknowledged, {wrong.Count(Is("lost"))} lost; {ended} acknowledged as ended, {wrong.Count(Is("found again"))} found again; {wrong.Count(Is("by half"))} half records");

        Assert.True(created > kills && ended > 0, "Hardly anything was acknowledged: nothing was tested.");
        Assert.DoesNotContain(wrong, line => line.Contains("by half", StringComparison.Ordinal));
        if (keepsAll)
        {
            Assert.Empty(wrong);
            Assert.Empty(after);
        }

        static Func<string, bool> Is(string what) => line => line.EndsWith(what, StringComparison.Ordinal);
    }

    private static async Task WriteUntilKilledAsync(EngineServer server, Func<ISessionStore> open, AcknowledgedSessions round)
    {
        var store = open();
        await ReachAsync(store);
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = Random.Shared.Next(1, 200);
        var isKilled = false;
        var workers = Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref isKilled))
            {
                try
                {
                    await new SessionWriter.Worker(store, Say).RunAsync();
                }
                catch (Exception) when (Volatile.Read(ref isKilled))
                {
                    // It is gone in the middle of a statement.
                }
                catch (TimeoutException)
                {
                    // A busy disk. Nobody knows what became of the statement, as of one that a kill cut off; somebody else goes on.
                }
                catch (Exception exception)
                {
                    enough.TrySetException(exception);
                    return;
                }
            }
        })).ToList();
        await enough.Task.WaitAsync(TimeSpan.FromMinutes(2), Ct);
        Volatile.Write(ref isKilled, true);
        await server.KillAsync();
        await Task.WhenAll(workers);
        await CloseAsync(store);

        void Say(string line)
        {
            lock (round)
            {
                round.Read(line);
                if (--left == 0)
                {
                    enough.TrySetResult();
                }
            }
        }
    }

    private static async Task<IReadOnlyList<string>> CompareAsync(Func<ISessionStore> open, IEnumerable<AcknowledgedSessions> rounds)
    {
        var store = open();
        await ReachAsync(store);
        var wrong = new List<string>();
        foreach (var round in rounds)
        {
            wrong.AddRange(await round.CompareAsync(store, Ct));
        }

        await CloseAsync(store);
        return wrong;
    }

    /// <summary>A connection that is made while the server starts may need a second attempt.</summary>
    private static async Task ReachAsync(ISessionStore store)
    {
        for (var start = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await store.ListAsync(Login.NewUser(), Login.Now, Ct);
                return;
            }
            catch (Exception) when (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20))
            {
                await Task.Delay(20, Ct);
            }
        }
    }

    private static async Task CloseAsync(ISessionStore store)
    {
        if (store is IAsyncDisposable closes)
        {
            await closes.DisposeAsync();
        }
        else
        {
            (store as IDisposable)?.Dispose();
        }
    }
}

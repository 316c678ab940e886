using SessionStores;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Sqlite;

public sealed class KillTests(ITestOutputHelper output)
{
    private const int KillsPerFile = 25;
    private static readonly int Kills = Long.Or(20, 1_000);

    /// <summary>The end of a process needs no disk: both settings must survive it.</summary>
    [Theory]
    [InlineData("full")]
    [InlineData("normal")]
    public async Task What_was_acknowledged_survives_kill_9(string durability)
    {
        var ct = TestContext.Current.CancellationToken;
        var (created, ended) = (0, 0);
        for (var done = 0; done < Kills;)
        {
            using var file = new SqliteFile();
            var rounds = new List<AcknowledgedSessions>();
            for (; rounds.Count < KillsPerFile && done < Kills; done++)
            {
                rounds.Add(await RunAndKillAsync(file, durability, ct));
                await AssertSoundAsync(file, rounds[^1..], ct);
            }

            // And nothing that an earlier round left was touched by the recovery of a later one.
            await AssertSoundAsync(file, rounds, ct);
            created += rounds.Sum(round => round.Created);
            ended += rounds.Sum(round => round.Ended);
        }

        Assert.True(created > Kills && ended > 0, "Hardly anything was acknowledged: nothing was tested.");
        Long.Report(output, $"sqlite-kill9: synchronous={durability}: {Kills} kills, {created} sessions acknowledged, 0 lost; {ended} acknowledged as ended, 0 found again; integrity_check ok after every kill");
    }

    /// <summary>Kills the writer after a random number of acknowledgements, while four workers write on.</summary>
    private static async Task<AcknowledgedSessions> RunAndKillAsync(SqliteFile file, string durability, CancellationToken cancellationToken)
    {
        var sessions = new AcknowledgedSessions();
        using var writer = WriterProcess.Start("write", file.Path, durability, "4");
        for (var left = Random.Shared.Next(1, 400); left > 0; left--)
        {
            sessions.Read(await writer.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("SessionWriter ended by itself."));
        }

        writer.Kill();
        foreach (var line in await writer.ReadRestAsync(cancellationToken))
        {
            sessions.Read(line);
        }

        await writer.WaitAsync(cancellationToken);
        return sessions;
    }

    private static async Task AssertSoundAsync(SqliteFile file, IEnumerable<AcknowledgedSessions> rounds, CancellationToken cancellationToken)
    {
        using var store = new SqlSessionStore(file.Source, new SqliteDialect());
        foreach (var round in rounds)
        {
            Assert.Empty(await round.CompareAsync(store, cancellationToken));
        }

        Assert.Equal("ok", file.Query("PRAGMA integrity_check"));
    }
}

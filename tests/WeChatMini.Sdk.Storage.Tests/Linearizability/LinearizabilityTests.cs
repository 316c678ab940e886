using CsCheck;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Linearizability;

public sealed class LinearizabilityTests(ITestOutputHelper output)
{
    private static readonly int Histories = Long.Or(2_000, 20_000);

    [Fact]
    public void Every_history_of_the_memory_store_could_have_happened_one_call_at_a_time() =>
        Check("memory", new MemorySessionStore(capacity: 1_000_000), Histories);

    [Fact]
    public void Every_history_of_the_sqlite_store_could_have_happened_one_call_at_a_time()
    {
        using var file = new SqliteFile();
        Check("SQLite", file.Open(), Histories);
    }

    [Fact]
    public void Nobody_notices_a_purge_of_the_memory_store() =>
        Check("memory with purges", new MemorySessionStore(capacity: 1_000_000), Histories / 4, withPurge: true);

    [Fact]
    public void Nobody_notices_a_purge_of_the_sqlite_store()
    {
        using var file = new SqliteFile();
        Check("SQLite with purges", file.Open(), Histories / 4, withPurge: true);
    }

    [Fact]
    public void The_check_lets_a_correct_store_pass() => LinearizabilityCheck.Run(new RacyStore(PlantedBug.None), 500);

    [Theory]
    [InlineData(PlantedBug.TouchWritesBack)]
    [InlineData(PlantedBug.CreateReadsThenWrites)]
    [InlineData(PlantedBug.RevokeAllEndsOneByOne)]
    public void The_check_catches_a_planted_bug(PlantedBug bug)
    {
        var failure = Assert.Throws<CsCheckException>(() => LinearizabilityCheck.Run(new RacyStore(bug), 2_000));
        Assert.Contains("No order of these calls explains their answers", failure.InnerException?.Message, StringComparison.Ordinal);
        output.WriteLine($"{failure.Message}\n{failure.InnerException?.Message}");
    }

    private void Check(string store, ISessionStore subject, int histories, bool withPurge = false)
    {
        var overlapping = LinearizabilityCheck.Run(subject, histories, withPurge);

        // How many calls of less than a microsecond meet depends on how busy the machine is.
        Assert.True(overlapping > 0, "No two calls were made at once: nothing was tested.");
        Long.Report(output, $"linearizability: {store}: {histories} histories, {overlapping} with overlapping calls, 0 without a sequential order");
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Sqlite;

/// <summary>Counts the calls that make the disk keep what it was given. Only they survive a power cut, which no test can cause.</summary>
public sealed partial class DiskSyncTests(ITestOutputHelper output)
{
    private const int Logins = 200;

    [Fact]
    public async Task Every_acknowledged_session_has_been_synced_to_the_disk()
    {
        var syncs = await CountAsync("full");

        Long.Report(output, $"sqlite-fsync: synchronous=full: {Logins} sessions acknowledged, {syncs} fsync or fdatasync");
        Assert.InRange(syncs, Logins, int.MaxValue);
    }

    [Fact]
    public async Task With_normal_durability_most_sessions_are_acknowledged_without_a_sync()
    {
        var syncs = await CountAsync("normal");

        Long.Report(output, $"sqlite-fsync: synchronous=normal: {Logins} sessions acknowledged, {syncs} fsync or fdatasync");
        Assert.InRange(syncs, 0, Logins / 2);
    }

    private static async Task<int> CountAsync(string durability)
    {
        var ct = TestContext.Current.CancellationToken;
        if (!File.Exists("/usr/bin/strace"))
        {
            Assert.False(Environment.GetEnvironmentVariable("WECHATMINI_ENGINES") == "required", "strace is missing, and WECHATMINI_ENGINES=required.");
            Assert.Skip("strace is missing: it counts the calls to fsync.");
        }

        using var file = new SqliteFile();
        var summary = Path.Combine(file.Folder.FullName, "strace.txt");
        using var writer = WriterProcess.StartUnder(
            ["/usr/bin/strace", "-f", "-c", "-e", "trace=fsync,fdatasync", "-o", summary],
            "fill", file.Path, durability, Logins.ToString(CultureInfo.InvariantCulture));
        var acknowledged = await writer.ReadRestAsync(ct);
        Assert.Equal(0, await writer.WaitAsync(ct));
        Assert.Equal(Logins, acknowledged.Count(line => line.StartsWith('+')));
        return (await File.ReadAllLinesAsync(summary, ct)).Select(line => Calls().Match(line)).Where(match => match.Success)
            .Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    /// <summary>A row such as <c> 99.61    0.331313         411       805           fdatasync</c>: the fourth column counts.</summary>
    [GeneratedRegex(@"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?f(?:data)?sync$")]
    private static partial Regex Calls();
}

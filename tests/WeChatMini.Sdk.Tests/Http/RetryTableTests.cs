using System.Globalization;
using System.Text;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.Http;

/// <summary>Gate G27: how often each call travels, and to which of the two hosts, for every way in which it can go wrong.</summary>
public sealed class RetryTableTests
{
    /// <summary>Requests that reached the first host + those that reached the backup, when the backup is well.</summary>
    /// <remarks>
    /// From security policy 4.4, with the more cautious reading where it offers two:
    /// code2session: the backup on a connect failure only; after bytes left never again, and not on -1 either (design, decision 4: whether -1 spends the code is not documented).
    /// stable: twice more after connect failure, 5xx, -1, timeout, and after any other lost answer, since asking changes nothing. Its 5 s hold two attempts of 3 s and no third.
    /// force, legacy: the backup on a connect failure only, since each call ends a token.
    /// GET, POST through AddWeChatMiniApi: nobody knows what they do, so the rule of calls with effects: connect failure, and once more on 40001, which WeChat says before it acts.
    /// 45009, 45011: a quota that is used up is never asked about again. 40001 at a token endpoint is a wrong secret.
    /// </remarks>
    private const string WithBackup = """
        fault            code2session stable force legacy GET  POST
        dns              0+1          0+1    0+1   0+1    0+1  0+1
        refused          0+1          0+1    0+1   0+1    0+1  0+1
        tls              0+1          0+1    0+1   0+1    0+1  0+1
        reset-before     1+0          3+0    1+0   1+0    1+0  1+0
        reset-after      1+0          3+0    1+0   1+0    1+0  1+0
        fin-before       1+0          3+0    1+0   1+0    1+0  1+0
        fin-after        1+0          3+0    1+0   1+0    1+0  1+0
        timeout          1+0          2+0    1+0   1+0    1+0  1+0
        500              1+0          3+0    1+0   1+0    1+0  1+0
        -1               1+0          3+0    1+0   1+0    1+0  1+0
        45009            1+0          1+0    1+0   1+0    1+0  1+0
        45011            1+0          1+0    1+0   1+0    1+0  1+0
        40001            1+0          1+0    1+0   1+0    2+0  2+0
        """;

    /// <summary>The same when the first host cannot be reached and the backup loses the answer: only what may be repeated is.</summary>
    private const string WithBrokenBackup = """
        fault            code2session stable force legacy GET  POST
        dns              0+1          0+3    0+1   0+1    0+1  0+1
        refused          0+1          0+3    0+1   0+1    0+1  0+1
        tls              0+1          0+3    0+1   0+1    0+1  0+1
        """;

    /// <summary>And when there is no backup: what nobody received is not tried elsewhere.</summary>
    private const string WithoutBackup = """
        fault            code2session stable force legacy GET  POST
        dns              0+0          0+0    0+0   0+0    0+0  0+0
        refused          0+0          0+0    0+0   0+0    0+0  0+0
        tls              0+0          0+0    0+0   0+0    0+0  0+0
        """;

    private enum Backup
    {
        None,
        Works,
        LosesAnswers,
    }

    [Fact]
    public async Task Every_call_travels_as_often_as_its_rule_says() => Assert.Equal(WithBackup, await MeasureAsync(WithBackup, Backup.Works));

    [Fact]
    public async Task What_cannot_be_sent_to_the_first_host_is_repeated_at_the_backup_only_if_it_may_be() =>
        Assert.Equal(WithBrokenBackup, await MeasureAsync(WithBrokenBackup, Backup.LosesAnswers));

    [Fact]
    public async Task Without_a_backup_nothing_goes_anywhere_else() => Assert.Equal(WithoutBackup, await MeasureAsync(WithoutBackup, Backup.None));

    /// <summary>It ends as a cancellation of the runtime's after 2 seconds of real time, not as an error of the connection.</summary>
    [Theory]
    [InlineData("code2session")]
    [InlineData("POST")]
    public async Task A_connection_that_takes_too_long_is_one_that_cannot_be_made(string call)
    {
        await using var hosts = new TwoHosts();

        Assert.Equal((0, 1), await hosts.CountAsync(call, "silent", hasBackup: true, atBackup: null));
    }

    private static async Task<string> MeasureAsync(string table, Backup backup)
    {
        await using var hosts = new TwoHosts();
        var measured = new StringBuilder(table[..table.IndexOf('\n', StringComparison.Ordinal)]);
        foreach (var fault in table.Split('\n')[1..].Select(row => row.Split(' ')[0]))
        {
            measured.Append('\n').Append(fault.PadRight(17));
            foreach (var (call, width) in new[] { ("code2session", 13), ("stable", 7), ("force", 6), ("legacy", 7), ("GET", 5), ("POST", 0) })
            {
                var (first, second) = await hosts.CountAsync(call, fault, hasBackup: backup != Backup.None, backup == Backup.LosesAnswers ? FakeFault.CloseAfterProcessing : null);
                measured.Append(string.Create(CultureInfo.InvariantCulture, $"{first}+{second}").PadRight(width));
            }
        }

        return measured.ToString();
    }
}

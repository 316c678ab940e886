using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Docs.Tests.Support;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Docs.Tests;

/// <summary>The table of faults in docs/testing.md says what happens: each row is played.</summary>
public sealed class FaultTableTests
{
    private static readonly Dictionary<string, FakeFault> Faults = typeof(FakeFault).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Select(property => (FakeFault)property.GetValue(null)!)
        .Append(FakeFault.HugeBody(65 * 1024))
        .Append(FakeFault.Error(-1))
        .Append(FakeFault.Latency(TimeSpan.Zero))
        .Append(FakeFault.Status(502))
        .Append(FakeFault.Raw(200, "text/plain", "{}"u8.ToArray()))
        .ToDictionary(fault => fault.Name);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Rows => new(
        from row in FaultRows()
        from name in NamesIn(row[0])
        where CanBePlayed(name, row[3])
        select (name, row[2], row[3].Split(';')[0]));

    [Fact]
    public void Every_fault_has_a_row() =>
        Assert.Equal(Faults.Keys.Append("Gzip").Distinct().Order(StringComparer.Ordinal), FaultRows().SelectMany(row => NamesIn(row[0])).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_fault_does_what_its_row_says(string fault, string isSpent, string outcome)
    {
        await using var weChat = FakeWeChat.Start();
        await using var backend = WeChatMiniClient.Create(
            new WeChatMiniOptions { AppId = weChat.AppId, AppSecret = weChat.AppSecret, BaseAddress = weChat.BaseAddress },
            builder => builder.Services.AddSingleton<TimeProvider>(weChat.Clock));
        var code = weChat.Users.Add("o-alice").NextLoginCode();
        weChat.Faults.Next(Faults[fault]);

        Assert.Equal(outcome, await OutcomeAsync(weChat, backend, code, fault));
        Assert.Equal(isSpent == "yes" ? "LoginAgain" : "success", await OutcomeAsync(weChat, backend, code, ""));
    }

    private static IEnumerable<string[]> FaultRows() =>
        Repository.Page("docs/testing.md").Rows.SkipWhile(row => row[0] != "fault").Skip(1).TakeWhile(row => row.Length == 4);

    private static IEnumerable<string> NamesIn(string cell) => cell.Split(", ").Select(name => name.Split('(')[0]);

    // The moment at which a slow answer has begun cannot be seen from here, so it could only be guessed when to give up.
    private static bool CanBePlayed(string fault, string outcome) => fault != nameof(FakeFault.SlowBody)
        && (outcome is "success" or "SlowDown" or "OutcomeUnknown" or "LoginAgain" || outcome.StartsWith("Misconfigured", StringComparison.Ordinal));

    private static async Task<string> OutcomeAsync(FakeWeChat weChat, WeChatMiniClient backend, string code, string fault)
    {
        var login = backend.LoginAsync(code, Cancellation);
        if (fault == nameof(FakeFault.Hang))
        {
            // The request is there, so its timeout is running: let it run out.
            await weChat.Journal.WaitForArrivalsAsync(1, Cancellation);
            weChat.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        try
        {
            await login;
            return "success";
        }
        catch (WeChatException failure)
        {
            return failure.Kind.ToString();
        }
    }
}

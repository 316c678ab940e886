using WeChatMini.Sdk.Testing.Stores;

namespace WeChatMini.Sdk.Testing.Tests.Stores;

/// <summary>The contract finds what it is there to find: stores with one bug each.</summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    private static readonly int Runs = Environment.GetEnvironmentVariable("WECHATMINI_LONG") is { Length: > 0 } value && value != "0" ? 20 : 3;

    public static TheoryData<string> Bugs => new(PlantedBug.All.Select(bug => bug.Name));

    [Theory]
    [MemberData(nameof(Bugs))]
    public async Task The_contract_catches_a_store_in_which(string bug)
    {
        var planted = PlantedBug.All.Single(one => one.Name == bug);
        var rule = SessionStoreContract.Rules.Single(one => one.Name == planted.Rule);
        for (var run = 0; run < Runs; run++)
        {
            var result = await SessionStoreContract.CheckAsync(planted.Open(), rule, cancellationToken: TestContext.Current.CancellationToken);
            Assert.True(result.Outcome == SessionStoreOutcome.Broken, $"run {run}: {result}");
            if (run == 0)
            {
                output.WriteLine(result.ToString());
            }
        }
    }
}

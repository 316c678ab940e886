using SessionStores;
using WeChatMini.Sdk.Testing.Stores;

namespace StoreProcesses;

/// <summary>The rules of the contract about calls at once, with each call made by another of eight processes (gates G10 and G11).</summary>
public abstract class ProcessesTests(ProcessesFixture processes, ITestOutputHelper output)
{
    /// <summary>The names of the rules.</summary>
    public static TheoryData<string> Rules => new(SessionStoreContract.Rules
        .Where(rule => rule.Needs.HasFlag(SessionStorePromises.Atomicity) || rule.Name.Contains(" beside ", StringComparison.Ordinal) || rule.Name.Contains(" under way", StringComparison.Ordinal))
        .Select(rule => rule.Name));

    /// <summary>What the report of a long run calls the store.</summary>
    protected abstract string Engine { get; }

    /// <summary>What the store promises; everything unless its class says less.</summary>
    protected virtual SessionStorePromises Promises => SessionStorePromises.All;

    /// <summary>How many histories the long form runs; fewer where a stand-in is slow.</summary>
    protected virtual int LongHistories => 2_000;

    /// <summary>How many logins of one user are made at once. Optimistic writers of eight processes give up against each other when they are too many.</summary>
    protected virtual int ConcurrentLogins => StoreFigures.IsLong ? 1_000 : 100;

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Processes_keep_the_contract(string rule)
    {
        var options = new SessionStoreContractOptions
        {
            Promises = Promises,
            Histories = StoreFigures.IsLong ? LongHistories : 50,
            Rounds = StoreFigures.IsLong ? LongHistories / 2 : 16,
            ConcurrentLogins = ConcurrentLogins,
        };
        var result = await RuleCheck.CheckAsync(await processes.StoreAsync(), rule, options);
        Assert.SkipWhen(result.Outcome == SessionStoreOutcome.NotPromised, $"{Engine} does not promise it: {result.Explanation}");
        Assert.True(result.Outcome == SessionStoreOutcome.Held, result.ToString());
        StoreFigures.Report(output, $"contract across 8 processes: {Engine}: {rule}: {result.Explanation}");
    }
}

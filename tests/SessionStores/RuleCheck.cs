using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Testing.Stores;

namespace SessionStores;

/// <summary>A rule of the contract on a real engine, on a machine that does other things too.</summary>
internal static class RuleCheck
{
    private const int Attempts = 3;

    /// <summary>
    /// Tries a rule, up to three times when the engine did not answer within the store's limit or no two calls came together: then nothing is known of the rule. A
    /// store that gives up without a cause does so each time.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="rule">The rule's name.</param>
    /// <param name="options">What it promises and how hard to try.</param>
    public static async Task<SessionStoreRuleResult> CheckAsync(ISessionStore store, string rule, SessionStoreContractOptions options)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await SessionStoreContract.CheckAsync(store, SessionStoreContract.Rules.Single(one => one.Name == rule), options, TestContext.Current.CancellationToken);
            if (attempt == Attempts || !IsUnknown(result))
            {
                return result;
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"Attempt {attempt} says nothing: {result}");
        }
    }

    private static bool IsUnknown(SessionStoreRuleResult result) =>
        result.Outcome == SessionStoreOutcome.NotTested
        || (result.Outcome == SessionStoreOutcome.Broken && result.Explanation.Contains(nameof(TimeoutException), StringComparison.Ordinal));
}

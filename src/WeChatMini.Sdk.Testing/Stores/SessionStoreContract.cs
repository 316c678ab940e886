using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Testing.Stores.Rules;

namespace WeChatMini.Sdk.Testing.Stores;

/// <summary>
/// What <see cref="ISessionStore"/> promises, as rules that can be tried on any store. Needs no test framework: run
/// <see cref="CheckAsync(ISessionStore, SessionStoreContractOptions?, CancellationToken)"/> and read the report.
/// </summary>
/// <remarks>
/// Every rule uses users of its own with random names, so that a store may hold other data. Only the rules about purging count what
/// others leave: do not run two checks on one store at the same time.
/// </remarks>
public static class SessionStoreContract
{
    /// <summary>Gets every rule, in the order in which they are tried.</summary>
    public static IReadOnlyList<SessionStoreRule> Rules { get; } =
    [
        .. FindRules.All, .. CreateRules.All, .. CapRules.All, .. KeySlotRules.All, .. TouchRules.All, .. RotationRules.All, .. RevokeRules.All,
        .. RevokeAllRules.All, .. PutKeyRules.All, .. ListRules.All, .. PurgeRules.All, .. CancellationRules.All, .. RaceRules.All, .. HistoryRules.All,
    ];

    /// <summary>Tries every rule that the store promises, one after the other. Each gets users of its own.</summary>
    /// <param name="store">The store. It is not disposed of.</param>
    /// <param name="options">What it promises and how hard to try; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the check between two rules or histories.</param>
    /// <returns>Every rule with its outcome; a store that throws has broken the rule in question.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A figure of the options is too small.</exception>
    public static async Task<SessionStoreReport> CheckAsync(ISessionStore store, SessionStoreContractOptions? options = null, CancellationToken cancellationToken = default)
    {
        var results = new List<SessionStoreRuleResult>();
        foreach (var rule in Rules)
        {
            results.Add(await CheckAsync(store, rule, options, cancellationToken).ConfigureAwait(false));
        }

        return new SessionStoreReport(store.GetType().Name, results);
    }

    /// <summary>Tries one rule, for a test framework that shows each as a test of its own.</summary>
    /// <param name="store">The store. It is not disposed of.</param>
    /// <param name="rule">One of <see cref="Rules"/>.</param>
    /// <param name="options">What the store promises and how hard to try; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the check between two histories.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A figure of the options is too small.</exception>
    public static async Task<SessionStoreRuleResult> CheckAsync(ISessionStore store, SessionStoreRule rule, SessionStoreContractOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(rule);
        var chosen = (options ?? new SessionStoreContractOptions()).Validated();
        cancellationToken.ThrowIfCancellationRequested();
        if ((chosen.Promises & rule.Needs) is var promised && promised != rule.Needs)
        {
            return new SessionStoreRuleResult(rule, SessionStoreOutcome.NotPromised, $"needs {rule.Needs & ~promised}");
        }

        var scene = new RuleScene(store, chosen, cancellationToken);
        try
        {
            // On the thread pool: whoever waits for the report with a context of their own is not in the rules' way.
            await Task.Run(() => rule.Check(scene), cancellationToken).ConfigureAwait(false);
            return new SessionStoreRuleResult(rule, SessionStoreOutcome.Held, scene.Remark);
        }
        catch (NothingTestedException nothing)
        {
            return new SessionStoreRuleResult(rule, SessionStoreOutcome.NotTested, nothing.Message);
        }
        catch (RuleBrokenException broken)
        {
            return new SessionStoreRuleResult(rule, SessionStoreOutcome.Broken, scene.Explain(broken.Message, broken.TellsItsCalls));
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            return new SessionStoreRuleResult(rule, SessionStoreOutcome.Broken, scene.Explain($"{exception.GetType().Name}: {exception.Message}", tellsItsCalls: false));
        }
    }
}

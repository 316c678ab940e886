namespace WeChatMini.Sdk.Testing.Stores;

/// <summary>What holds of a session store and what does not.</summary>
public sealed class SessionStoreReport
{
    internal SessionStoreReport(string store, IReadOnlyList<SessionStoreRuleResult> results)
    {
        Store = store;
        Results = results;
    }

    /// <summary>Gets the name of the store's type.</summary>
    public string Store { get; }

    /// <summary>Gets the rules in their order, each with its outcome.</summary>
    public IReadOnlyList<SessionStoreRuleResult> Results { get; }

    /// <summary>Gets the rules that the store breaks.</summary>
    public IEnumerable<SessionStoreRuleResult> Broken => Results.Where(result => result.Outcome == SessionStoreOutcome.Broken);

    /// <summary>Gets whether no rule is broken or went untested; rules that are not promised do not count.</summary>
    public bool IsHeld => Results.All(result => result.Outcome is SessionStoreOutcome.Held or SessionStoreOutcome.NotPromised);

    /// <summary>Does nothing when every promised rule held.</summary>
    /// <exception cref="SessionStoreContractException">A rule is broken or went untested; the message is this report.</exception>
    public void EnsureHeld()
    {
        if (!IsHeld)
        {
            throw new SessionStoreContractException(this);
        }
    }

    /// <summary>Returns one line of figures, then the rules: first those that are broken or untested, with what was seen, then the others.</summary>
    public override string ToString()
    {
        var figures = string.Join(", ", Enum.GetValues<SessionStoreOutcome>()
            .Select(outcome => (Outcome: outcome, Count: Results.Count(result => result.Outcome == outcome)))
            .Where(group => group.Count > 0)
            .Select(group => $"{group.Count} {Word(group.Outcome)}"));
        return string.Join('\n', [$"{Store}: {Results.Count} rules: {figures}", .. Results.OrderBy(Place).Select(result => result.ToString())]);
    }

    private static string Word(SessionStoreOutcome outcome) => outcome switch
    {
        SessionStoreOutcome.Held => "held",
        SessionStoreOutcome.Broken => "broken",
        SessionStoreOutcome.NotPromised => "not promised",
        _ => "not tested",
    };

    private static int Place(SessionStoreRuleResult result) => result.Outcome switch
    {
        SessionStoreOutcome.Broken => 0,
        SessionStoreOutcome.NotTested => 1,
        SessionStoreOutcome.Held => 2,
        _ => 3,
    };
}

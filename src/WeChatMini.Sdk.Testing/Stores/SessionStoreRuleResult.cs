namespace WeChatMini.Sdk.Testing.Stores;

/// <summary>One rule and what became of it.</summary>
public sealed class SessionStoreRuleResult
{
    internal SessionStoreRuleResult(SessionStoreRule rule, SessionStoreOutcome outcome, string explanation)
    {
        Rule = rule;
        Outcome = outcome;
        Explanation = explanation;
    }

    /// <summary>Gets the rule.</summary>
    public SessionStoreRule Rule { get; }

    /// <summary>Gets what became of it.</summary>
    public SessionStoreOutcome Outcome { get; }

    /// <summary>Gets what was seen: for a broken rule what was expected, what came instead and the calls that were made; for a concurrent one how much was tried. May be empty.</summary>
    public string Explanation { get; }

    /// <summary>Returns the outcome, the rule and the explanation.</summary>
    public override string ToString()
    {
        var word = Outcome switch
        {
            SessionStoreOutcome.Held => "held",
            SessionStoreOutcome.Broken => "BROKEN",
            SessionStoreOutcome.NotPromised => "not promised",
            _ => "NOT TESTED",
        };
        var text = $"{word,-12}  {Rule.Name}";
        return Explanation.Length == 0 ? text : $"{text}\n{Indent(Explanation)}";
    }

    private static string Indent(string text) => string.Join('\n', text.Split('\n').Select(line => "              " + line));
}

using WeChatMini.Sdk.Testing.Stores.Rules;

namespace WeChatMini.Sdk.Testing.Stores;

/// <summary>One rule of the contract.</summary>
public sealed class SessionStoreRule
{
    internal SessionStoreRule(string name, SessionStorePromises needs, Func<RuleScene, Task> check)
    {
        Name = name;
        Needs = needs;
        Check = check;
    }

    /// <summary>Gets the rule as a sentence, unique among the rules and fit for the name of a test.</summary>
    public string Name { get; }

    /// <summary>Gets which promises the rule is about; a store that does not make all of them is not asked.</summary>
    public SessionStorePromises Needs { get; }

    internal Func<RuleScene, Task> Check { get; }

    /// <summary>Returns <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}

namespace WeChatMini.Sdk.Testing.Stores;

/// <summary>What became of a rule.</summary>
public enum SessionStoreOutcome
{
    /// <summary>The store keeps the rule, as far as the check can see.</summary>
    Held,

    /// <summary>The store breaks the rule, or threw an exception on the way.</summary>
    Broken,

    /// <summary>The rule needs a promise that the store does not make; it was not tried.</summary>
    NotPromised,

    /// <summary>The rule was tried and nothing was tested: no two calls ever ran at once. Run it on a machine that is less busy, or allow more histories.</summary>
    NotTested,
}

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>The store did something else than the rule says.</summary>
internal sealed class RuleBrokenException(string message, bool tellsItsCalls = false) : Exception(message)
{
    /// <summary>True when the message has the calls that matter, so that the last ones need not be added.</summary>
    public bool TellsItsCalls { get; } = tellsItsCalls;
}

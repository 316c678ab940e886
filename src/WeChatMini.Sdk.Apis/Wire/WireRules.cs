namespace WeChatMini.Sdk.Apis.Wire;

/// <summary>What holds between fields.</summary>
internal static class WireRules
{
    /// <exception cref="ArgumentException">Neither or both are given.</exception>
    public static void ExactlyOne(object? first, object? second, string firstName, string secondName)
    {
        if (first is null == second is null)
        {
            throw new ArgumentException($"Give {firstName} or {secondName}, and not both.");
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.Fuzz;

/// <summary>What targets assert.</summary>
internal static class Check
{
    public static void That([DoesNotReturnIf(false)] bool holds, string promise)
    {
        if (!holds)
        {
            throw new FindingException(promise);
        }
    }

    /// <summary>Waits for a call that has all it needs, so that it has as a rule ended by now.</summary>
    public static T Result<T>(ValueTask<T> call) => call.IsCompletedSuccessfully ? call.Result : call.AsTask().GetAwaiter().GetResult();

    /// <summary>Waits for a call that may fail in one way only.</summary>
    /// <returns>The result; null when it failed with one of these kinds.</returns>
    public static T? ResultOr<T>(ValueTask<T> call, params ReadOnlySpan<WeChatErrorKind> kinds)
        where T : class
    {
        try
        {
            return Result(call);
        }
        catch (WeChatException failure)
        {
            That(kinds.Contains(failure.Kind), $"A failure of kind {failure.Kind} is not documented here.");
            That(failure.InnerException is null, "A failure shows its cause.");
            return null;
        }
    }
}

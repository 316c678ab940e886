using System.Diagnostics.CodeAnalysis;

namespace WeChatMini.Engines;

/// <summary>What the servers of the tests say with xunit when they cannot start.</summary>
internal static class Assert
{
    public static void True([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
        {
            Fail(message);
        }
    }

    [DoesNotReturn]
    public static void Fail(string message) => throw new InvalidOperationException(message);

    public static void SkipUnless([DoesNotReturnIf(false)] bool condition, string message) => True(condition, message);

    [DoesNotReturn]
    public static void Skip(string message) => Fail(message);
}

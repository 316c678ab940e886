using WeChatMini.Sdk.Errors;

namespace Lateness;

/// <summary>
/// Tests whose subject is a limit in real time, on a machine that does other things too. Code that keeps its limit keeps it in one of three attempts, and
/// code that does not keep it fails in all of them. Only lateness is tried again: a wrong answer fails at once.
/// </summary>
internal static class RealTime
{
    private const int Attempts = 3;

    /// <summary>Runs the body of a test, again when it ended because something was late.</summary>
    public static async Task HoldsAsync(Func<Task> test)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await test();
                return;
            }
            catch (Exception late) when (IsLate(late) && attempt < Attempts)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"Attempt {attempt} was late: {late.Message}");
            }
        }
    }

    /// <summary>Whether something was given up for lack of time, or an assertion met that instead of what it expects.</summary>
    public static bool IsLate(Exception exception) =>
        exception is LateException or TimeoutException or WeChatException { Kind: WeChatErrorKind.Busy or WeChatErrorKind.OutcomeUnknown or WeChatErrorKind.StoreUnavailable }
        || exception.GetType().Name == "RedisConnectionException" // Also a connection that was not made in its second.
        || (exception.InnerException is { } inner && IsLate(inner));

    /// <exception cref="LateException">It was not in time.</exception>
    public static void IsInTime(bool condition, string message)
    {
        if (!condition)
        {
            throw new LateException(message);
        }
    }
}

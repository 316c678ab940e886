using System.Diagnostics;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Support;

/// <summary>How long a failure may take: an upper bound with room for a busy machine.</summary>
internal static class Timing
{
    public static async Task<Exception> FailsWithinAsync(TimeSpan limit, Func<Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        var exception = await Record.ExceptionAsync(call);
        var took = Stopwatch.GetElapsedTime(start);
        Assert.NotNull(exception);
        RealTime.IsInTime(took < limit, $"It took {took.TotalMilliseconds:0} ms to fail with: {exception.Message}");
        return exception;
    }

    /// <summary>Calls until it works, for a server that has just come back.</summary>
    public static async Task WorksWithinAsync(TimeSpan limit, Func<Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        while (await Record.ExceptionAsync(call) is { } exception)
        {
            RealTime.IsInTime(Stopwatch.GetElapsedTime(start) < limit, exception.ToString());
        }
    }
}

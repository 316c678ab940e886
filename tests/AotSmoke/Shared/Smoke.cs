using System.Diagnostics;

namespace WeChatMini.AotSmoke;

/// <summary>Runs the steps of a smoke program and names the one that fails.</summary>
internal sealed class Smoke
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private string _step = "start";

    /// <summary>Runs the program.</summary>
    /// <returns>The exit code: 0 when every step held.</returns>
    public static async Task<int> RunAsync(Func<Smoke, Task> program)
    {
        var smoke = new Smoke();
        try
        {
            await program(smoke);
            Console.WriteLine($"ok in {Stopwatch.GetElapsedTime(smoke._start).TotalMilliseconds:F0} ms");
            return 0;
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine($"FAILED at '{smoke._step}': {exception}");
            return 1;
        }
    }

    /// <summary>Names what comes next.</summary>
    public void Step(string name) => _step = name;

    /// <summary>Fails the step unless the condition holds.</summary>
    public static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"expected: {what}");
        }
    }
}

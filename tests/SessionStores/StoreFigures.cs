namespace SessionStores;

/// <summary>How much a test of a store does: enough for every build, or the full figure of a release when WECHATMINI_LONG is set.</summary>
internal static class StoreFigures
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("WECHATMINI_LONG") is { Length: > 0 } value && value != "0";

    /// <summary>Says what was done: in the test's own output, and on the console for the record of a long run.</summary>
    public static void Report(ITestOutputHelper output, string line)
    {
        output.WriteLine(line);
        if (IsLong)
        {
            Console.WriteLine(line);
        }
    }
}

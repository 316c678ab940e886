namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>What a rule expects, and the sentence that says what came instead.</summary>
internal static class Expect
{
    public static void True(bool condition, string expectation)
    {
        if (!condition)
        {
            throw new RuleBrokenException($"Expected that {expectation}.");
        }
    }

    public static void False(bool condition, string expectation) => True(!condition, expectation);

    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new RuleBrokenException($"Expected {what} to be {expected}, but it was {(actual is null ? "none" : actual)}.");
        }
    }

    public static void Bytes(ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> actual, string what)
    {
        if (!expected.Span.SequenceEqual(actual.Span))
        {
            throw new RuleBrokenException($"Expected {what} to come back as it was: {Show(expected)}, but it was {Show(actual)}.");
        }
    }

    private static string Show(ReadOnlyMemory<byte> bytes) =>
        $"{bytes.Length} bytes {Convert.ToHexString(bytes.Span[..Math.Min(bytes.Length, 16)])}{(bytes.Length > 16 ? "…" : "")}";
}

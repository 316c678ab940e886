namespace WeChatMini.Benchmarks.Harness;

internal static class Verdict
{
    public static string Of(double value, double limit) => value <= limit ? "met" : "MISSED";
}

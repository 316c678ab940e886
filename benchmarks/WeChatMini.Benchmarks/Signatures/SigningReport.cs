using System.Globalization;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.Signatures;

/// <summary>Signing alone, without the network.</summary>
internal static class SigningReport
{
    private const double RatioLimit = 1.3;

    public static void Print(Effort effort)
    {
        var table = FloorTable.Run<SigningBenchmarks>("both signatures of a call and its address", effort);
        table.Floor("crypto by hand", nameof(SigningBenchmarks.ByHand));
        var (time, _) = table.Row("last hop", nameof(SigningBenchmarks.Own), nameof(SigningBenchmarks.ByHand));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"targets: at most {RatioLimit} x ({Verdict.Of(time, RatioLimit)})"));
        table = FloorTable.Run<SecureCallBenchmarks>("a call encrypted and signed, and its answer verified and decrypted", effort);
        table.Floor("crypto by hand", nameof(SecureCallBenchmarks.ByHand));
        (time, _) = table.Row("SecureApi", nameof(SecureCallBenchmarks.Own), nameof(SecureCallBenchmarks.ByHand));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"targets: at most {RatioLimit} x ({Verdict.Of(time, RatioLimit)})"));
    }
}

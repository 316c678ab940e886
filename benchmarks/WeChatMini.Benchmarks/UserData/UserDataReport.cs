using System.Globalization;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.UserData;

/// <summary>User data: what is opened and what is verified, each beside its floor.</summary>
internal static class UserDataReport
{
    private const double RatioLimit = 1.1;

    public static void Print(Effort effort)
    {
        var table = FloorTable.Run<UserDataBenchmarks>("user data, memory store", effort);
        table.Floor("decrypt by hand", nameof(UserDataBenchmarks.OpenByHand));
        var open = table.Row("OpenProfileAsync", nameof(UserDataBenchmarks.Open), nameof(UserDataBenchmarks.OpenByHand));
        table.Floor("rawData by hand", nameof(UserDataBenchmarks.VerifyByHand));
        var verify = table.Row("VerifyProfileAsync", nameof(UserDataBenchmarks.Verify), nameof(UserDataBenchmarks.VerifyByHand));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"targets: at most {RatioLimit} x ({Verdict.Of(Math.Max(open.Time, verify.Time), RatioLimit)}), no more bytes ({Verdict.Of(Math.Max(open.Bytes, verify.Bytes), 1)})"));
    }
}

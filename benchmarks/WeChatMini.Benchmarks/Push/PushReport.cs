using System.Globalization;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.Push;

/// <summary>A push in either format, from the bytes of the request to those of the answer, beside the same by hand.</summary>
internal static class PushReport
{
    private const double RatioLimit = 1.1;
    private const int XmlLimit = 4096;

    public static void Print(Effort effort)
    {
        var table = FloorTable.Run<PushBenchmarks>("push, safe mode, one handler", effort);
        table.Floor("JSON by hand", nameof(PushBenchmarks.JsonByHand));
        var json = table.Row("HandleAsync, JSON", nameof(PushBenchmarks.Json), nameof(PushBenchmarks.JsonByHand));
        table.Floor("XML by hand", nameof(PushBenchmarks.XmlByHand));
        var xml = table.Row("HandleAsync, XML", nameof(PushBenchmarks.Xml), nameof(PushBenchmarks.XmlByHand));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"targets: at most {RatioLimit} x ({Verdict.Of(Math.Max(json.Time, xml.Time), RatioLimit)}), no more bytes ({Verdict.Of(Math.Max(json.Bytes, xml.Bytes), 1)}), XML {XmlLimit} bytes ({Verdict.Of(table.Bytes(nameof(PushBenchmarks.Xml)), XmlLimit)})"));
    }
}

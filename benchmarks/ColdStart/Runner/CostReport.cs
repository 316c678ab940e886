using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ColdStart;

/// <summary>What a million logins cost, from the measured times and prices that somebody has read.</summary>
internal static class CostReport
{
    /// <summary>The share of a processor that the measured times are for, which is that of the memory in the prices.</summary>
    private const string Share = "0.29";

    private static readonly (string Name, string Key)[] Builds =
    [
        ("without ASP.NET Core", "function without ASP.NET Core"),
        ("ASP.NET Core", "function, ASP.NET Core"),
        ("ASP.NET Core, JIT", "function, ASP.NET Core, JIT"),
    ];

    /// <param name="docs">The folder of the documentation.</param>
    /// <param name="weChatMs">How long WeChat takes to answer; a function is paid while it waits.</param>
    /// <param name="coldShare">Which part of the logins finds no instance.</param>
    public static string Of(string docs, double weChatMs, double coldShare)
    {
        using var measured = JsonDocument.Parse(File.ReadAllText(Path.Combine(docs, "cost", "measured.json")));
        using var prices = JsonDocument.Parse(File.ReadAllText(Path.Combine(docs, "cost", "prices.json")));
        var times = measured.RootElement.GetProperty(Share);
        var memory = prices.RootElement.GetProperty("memoryMB").GetDouble();
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"A million logins, {memory:0} MB, WeChat answers in {weChatMs:0} ms, {coldShare:P1} of them cold:").AppendLine();
        text.Append("| build | GB-seconds |");
        foreach (var cloud in prices.RootElement.GetProperty("clouds").EnumerateArray())
        {
            text.Append(CultureInfo.InvariantCulture, $" {cloud.GetProperty("name").GetString()} |");
        }

        text.AppendLine().AppendLine("|---|--:|" + string.Concat(Enumerable.Repeat("--:|", prices.RootElement.GetProperty("clouds").GetArrayLength())));
        foreach (var (name, key) in Builds)
        {
            var (cold, warm) = (times.GetProperty(key).GetProperty("firstMs").GetDouble(), times.GetProperty(key).GetProperty("warmMs").GetDouble());

            // Times are billed by the whole millisecond.
            var milliseconds = (coldShare * Math.Ceiling(cold + weChatMs)) + ((1 - coldShare) * Math.Ceiling(warm + weChatMs));
            var gbSeconds = milliseconds * 1000 * memory / 1024;
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {gbSeconds:#,0} |");
            foreach (var cloud in prices.RootElement.GetProperty("clouds").EnumerateArray())
            {
                text.Append(Number(cloud, "perGBSecond") is { } second && Number(cloud, "perMillionRequests") is { } requests
                    ? string.Create(CultureInfo.InvariantCulture, $" {(gbSeconds * second) + requests:0.00} {cloud.GetProperty("currency").GetString()} |")
                    : " enter yours |");
            }

            text.AppendLine();
        }

        return text.ToString();
    }

    private static double? Number(JsonElement cloud, string name) => cloud.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}

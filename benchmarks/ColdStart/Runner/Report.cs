using System.Globalization;
using System.Text;

namespace ColdStart;

/// <summary>The figures as a table, and as the picture beside it.</summary>
internal static class Report
{
    public static string Table(IReadOnlyList<Contender> contenders, IReadOnlyDictionary<string, List<Start>> starts, IReadOnlyList<Limit> limits)
    {
        var text = new StringBuilder();
        text.AppendLine("| program | first login, ms (least–most) | processor, ms | resident, MB | login after that, ms |").AppendLine("|---|---|---|---|---|");
        foreach (var contender in contenders)
        {
            var all = starts[contender.Name];
            text.AppendLine(CultureInfo.InvariantCulture, $"| {contender.Name} | {Median(all, one => one.Milliseconds):0} ({all.Min(one => one.Milliseconds):0}–{all.Max(one => one.Milliseconds):0}) | {Median(all, one => one.CpuMilliseconds):0} | {Median(all, one => one.ResidentMegabytes):0.0} | {Median(all, one => one.WarmMilliseconds):0.0} |");
        }

        text.AppendLine().AppendLine("| compared | ratio | at most | |").AppendLine("|---|---|---|---|");
        foreach (var limit in limits)
        {
            // Each round has both, one after the other, so that what slows the machine slows both.
            var ratio = Stopwatches.Median(starts[limit.Contender].Zip(starts[limit.Reference], (own, floor) => own.Milliseconds / floor.Milliseconds));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {limit.What} | {ratio:0.00} | {limit.AtMost:0.00} | {(ratio <= limit.AtMost ? "met" : "missed")} |");
        }

        return text.ToString();
    }

    public static string Chart(string title, IReadOnlyList<Contender> contenders, IReadOnlyDictionary<string, List<Start>> starts)
    {
        const int Left = 330, Width = 760, Row = 30, Top = 50;
        var medians = contenders.Select(contender => (contender.Name, Value: Median(starts[contender.Name], one => one.Milliseconds))).ToArray();
        var scale = (Width - Left - 70) / medians.Max(one => one.Value);
        var height = Top + (medians.Length * Row) + 10;
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{title}\" font-family=\"sans-serif\" font-size=\"14\">");
        svg.AppendLine(CultureInfo.InvariantCulture, $"  <rect width=\"{Width}\" height=\"{height}\" fill=\"white\"/>");
        svg.AppendLine(CultureInfo.InvariantCulture, $"  <text x=\"10\" y=\"26\" font-size=\"16\" fill=\"#222\">{title}</text>");
        for (var i = 0; i < medians.Length; i++)
        {
            var y = Top + (i * Row);
            var isOurs = medians[i].Name.StartsWith("function", StringComparison.Ordinal) && !medians[i].Name.Contains("JIT", StringComparison.Ordinal);
            svg.AppendLine(CultureInfo.InvariantCulture, $"  <text x=\"{Left - 10}\" y=\"{y + 15}\" text-anchor=\"end\" fill=\"#222\">{medians[i].Name}</text>");
            svg.AppendLine(CultureInfo.InvariantCulture, $"  <rect x=\"{Left}\" y=\"{y}\" width=\"{medians[i].Value * scale:0.0}\" height=\"20\" rx=\"2\" fill=\"{(isOurs ? "#1b7f4b" : "#9aa5b1")}\"/>");
            svg.AppendLine(CultureInfo.InvariantCulture, $"  <text x=\"{Left + 6 + (medians[i].Value * scale):0.0}\" y=\"{y + 15}\" fill=\"#222\">{medians[i].Value:0} ms</text>");
        }

        return svg.AppendLine("</svg>").ToString();
    }

    public static double Median(IEnumerable<Start> starts, Func<Start, double> figure) => Stopwatches.Median(starts.Select(figure));
}

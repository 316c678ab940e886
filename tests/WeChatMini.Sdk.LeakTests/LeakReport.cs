using System.Globalization;
using System.Text;
using WeChatMini.Sdk.LeakTests.Canaries;
using WeChatMini.Sdk.LeakTests.Modes;
using WeChatMini.Sdk.LeakTests.Sinks;

namespace WeChatMini.Sdk.LeakTests;

/// <summary>What the gate searched, by name, and what it found.</summary>
internal sealed class LeakReport
{
    private readonly Dictionary<string, int> _perSink = new(StringComparer.Ordinal);
    private readonly Dictionary<AllowedHit, int> _allowed = [];
    private int _scenarios;
    private long _values;
    private int _calls;
    private int _failures;

    public List<string> Hits { get; } = [];

    public List<string> Violations { get; } = [];

    /// <summary>Allowed hits that never happened: the search is blind there, or the entry is stale.</summary>
    public IEnumerable<AllowedHit> NeverHit => SinkTable.Allowed.Where(allowed => !allowed.IsRare && !_allowed.ContainsKey(allowed));

    /// <summary>Every sink that received anything, by its full name.</summary>
    public IReadOnlyList<string> SinkNames { get; set; } = [];

    public IReadOnlyCollection<string> EventSources { get; set; } = [];

    public void Add(string host, string mode, IReadOnlyList<Entry> entries, IReadOnlyList<Canary> canaries, Caller caller)
    {
        _scenarios++;
        _values += entries.Count;
        _calls += caller.Count.Calls;
        _failures += caller.Count.Failures;
        Violations.AddRange(caller.Violations.Select(violation => $"[{host}, {mode}] {violation}"));
        foreach (var sink in entries.GroupBy(entry => entry.Sink))
        {
            _perSink[sink.Key] = _perSink.GetValueOrDefault(sink.Key) + sink.Count();
        }

        Violations.AddRange(_perSink.Keys.Where(sink => !SinkTable.Searched.ContainsKey(sink) && !SinkTable.LeftOut.ContainsKey(sink)).Select(sink => "a sink that the table does not name: " + sink));
        foreach (var hit in SinkTable.Find(entries, new CanarySearch(canaries)))
        {
            if (SinkTable.Allowed.FirstOrDefault(allowed => allowed.Covers(hit, host, mode)) is { } allowed)
            {
                _allowed[allowed] = _allowed.GetValueOrDefault(allowed) + 1;
            }
            else
            {
                Hits.Add($"[{host}, {mode}] {hit}");
            }
        }
    }

    /// <summary>Writes the report beside the test program.</summary>
    public Task WriteAsync(string file, CancellationToken cancellationToken) => File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, file), ToString(), cancellationToken);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(Line($"{SinkNames.Count} sinks by name, of {SinkTable.Searched.Count} kinds, x {_scenarios} scenarios (modes x hosts) = {(long)SinkNames.Count * _scenarios} pairs."));
        text.AppendLine(Line($"{_calls} calls, {_failures} of them failed; {_values} values searched; {Hits.Count} hits."));
        text.AppendLine("Sinks, how each is read, and how many values it received:");
        foreach (var (sink, how) in SinkTable.Searched)
        {
            text.AppendLine(Line($"  {sink}: {_perSink.GetValueOrDefault(sink)}. {how}."));
        }

        text.AppendLine("Allowed, and how often it was hit:");
        foreach (var allowed in SinkTable.Allowed)
        {
            text.AppendLine(Line($"  {allowed.Sink} / {allowed.Part}: {_allowed.GetValueOrDefault(allowed)}. {allowed.Reason}"));
        }

        text.AppendLine("Left out:");
        foreach (var (sink, why) in SinkTable.LeftOut)
        {
            text.AppendLine(Line($"  {sink}. {why}"));
        }

        text.AppendLine("Event sources listened to: " + string.Join(", ", EventSources.Order(StringComparer.Ordinal)));
        text.AppendLine("Hits:");
        Hits.ForEach(hit => text.AppendLine("  " + hit));
        text.AppendLine("Violations:");
        Violations.ForEach(violation => text.AppendLine("  " + violation));
        text.AppendLine("Sinks by full name:");
        foreach (var name in SinkNames)
        {
            text.AppendLine("  " + name);
        }

        return text.ToString();
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}

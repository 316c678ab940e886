using System.Collections.Concurrent;
using WeChatMini.Sdk.LeakTests.Canaries;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>What every sink received, as text, until it is searched.</summary>
internal sealed class Recording
{
    private readonly ConcurrentDictionary<(string Sink, string Part), bool> _seen = new();
    private ConcurrentQueue<Entry> _entries = new();

    /// <summary>Every sink that received anything, by its full name.</summary>
    public IReadOnlyList<string> Seen => [.. _seen.Keys.Select(key => key.Part.Length == 0 ? key.Sink : key.Sink + " / " + key.Part).Order(StringComparer.Ordinal)];

    /// <summary>Takes what a sink received.</summary>
    /// <param name="sink">The name of the sink in <see cref="SinkTable"/>.</param>
    /// <param name="part">Which one of its kind: a logger's category, an event source, a span's name.</param>
    /// <param name="texts">All that it received.</param>
    public void Add(string sink, string part, params IEnumerable<string?> texts)
    {
        // That something arrived is worth knowing also where it is too short to hold even a piece of a secret.
        _seen.TryAdd((sink, part), true);
        foreach (var text in texts)
        {
            if (text is { Length: >= Canary.FragmentLength })
            {
                _entries.Enqueue(new Entry(sink, part, text));
            }
        }
    }

    /// <summary>Takes an object as a sink received it: what its public members show at this moment.</summary>
    public void AddObject(string sink, string part, object? value, int depth = ObjectWalk.DefaultDepth) =>
        Add(sink, part, ObjectWalk.Texts(value, depth));

    /// <summary>Returns everything so far and begins anew.</summary>
    public IReadOnlyList<Entry> Drain() => [.. Interlocked.Exchange(ref _entries, new ConcurrentQueue<Entry>())];

    /// <summary>Searches what was recorded, each text once however many sinks received it.</summary>
    public static IReadOnlyList<Hit> Find(IEnumerable<Entry> entries, CanarySearch search)
    {
        var known = new Dictionary<string, IReadOnlyList<Canary>>(StringComparer.Ordinal);
        var hits = new Dictionary<(string, string, string), Hit>();
        foreach (var entry in entries)
        {
            if (!known.TryGetValue(entry.Text, out var canaries))
            {
                known[entry.Text] = canaries = search.Find(entry.Text);
            }

            foreach (var canary in canaries)
            {
                hits.TryAdd((entry.Sink, entry.Part, canary.Name), new Hit(entry.Sink, entry.Part, canary, entry.Text));
            }
        }

        return [.. hits.Values];
    }
}

using System.Globalization;

namespace Quickstart.Page;

/// <summary>Where one request was and for how long: what its <c>Server-Timing</c> header says.</summary>
internal sealed class RequestFlow
{
    private static readonly AsyncLocal<RequestFlow?> Flowing = new();
    private readonly Lock _gate = new();
    private readonly List<string> _hops = [];

    /// <summary>That of the request that is served here; null outside of requests.</summary>
    public static RequestFlow? Current => Flowing.Value;

    public static RequestFlow Begin() => Flowing.Value = new RequestFlow();

    /// <summary>Adds a call that is over.</summary>
    /// <param name="place">Where to: <c>wechat</c> or <c>database</c>.</param>
    /// <param name="what">What was called.</param>
    /// <param name="failure">Why it failed; null when it did not.</param>
    /// <param name="time">How long it took.</param>
    public void Add(string place, string what, string? failure, TimeSpan time)
    {
        lock (_gate)
        {
            _hops.Add(Metric(place, failure is null ? what : $"failed: {what} ({failure})", time));
        }
    }

    /// <summary>The header: the calls in the order in which they ended, then the whole.</summary>
    public string ToHeader(TimeSpan total)
    {
        lock (_gate)
        {
            return string.Join(", ", [.. _hops, Metric("function", "the whole request", total)]);
        }
    }

    private static string Metric(string name, string description, TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{name};dur={time.TotalMilliseconds:F2};desc=\"{description}\"");
}

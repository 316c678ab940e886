namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>A sink that may hold a secret, with the reason.</summary>
/// <param name="Sink">The sink's name.</param>
/// <param name="Part">How the name of the part begins.</param>
/// <param name="Modes">The modes in which it may; in all when there are none.</param>
/// <param name="Reason">Why nothing can be done about it.</param>
internal sealed record AllowedHit(string Sink, string Part, IReadOnlyList<string> Modes, string Reason)
{
    /// <summary>Whether it takes two things that happen at the same moment, so that a run may not see it.</summary>
    public bool IsRare { get; init; }

    /// <summary>The canaries that it may hold, by name; all when there are none.</summary>
    public IReadOnlyList<string> Canaries { get; init; } = [];

    /// <summary>The hosts on which it may; all when there are none.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    public bool Covers(Hit hit, string host, string mode) =>
        hit.Sink == Sink && hit.Part.StartsWith(Part, StringComparison.Ordinal)
        && (Modes.Count == 0 || Modes.Contains(mode)) && (Hosts.Count == 0 || Hosts.Contains(host)) && (Canaries.Count == 0 || Canaries.Contains(hit.Canary.Name));
}

namespace ColdStart;

/// <summary>One line of the design's table: a contender beside its reference.</summary>
/// <param name="What">What is compared.</param>
/// <param name="Contender">Whose start it is.</param>
/// <param name="Reference">What it is compared with.</param>
/// <param name="AtMost">The largest ratio of the medians.</param>
internal sealed record Limit(string What, string Contender, string Reference, double AtMost);

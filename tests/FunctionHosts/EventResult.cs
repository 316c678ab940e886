namespace FunctionHosts;

/// <summary>What became of an event.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Body">What the function sent.</param>
/// <param name="ErrorType">The header that tells the kind of failure, where the host has one.</param>
internal sealed record EventResult(EventOutcome Outcome, byte[] Body, string? ErrorType = null);

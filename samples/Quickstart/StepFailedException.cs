namespace Quickstart;

/// <summary>A step did not go as it should.</summary>
internal sealed class StepFailedException(string message) : Exception(message);

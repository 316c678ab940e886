namespace TokenShares;

/// <summary>A command failed in a worker.</summary>
internal sealed class WorkerException(string reason) : Exception(reason);

namespace TokenShares;

/// <summary>A command failed in a worker; for lack of time when there is an inner exception.</summary>
internal sealed class WorkerException(string reason) : Exception(reason, reason is "Busy" or "OutcomeUnknown" or "StoreUnavailable" or "TimeoutException" ? new TimeoutException(reason) : null);

namespace FunctionHosts;

/// <summary>How an event can end.</summary>
internal enum EventOutcome
{
    Answered,
    Failed,
    TimedOut,
}

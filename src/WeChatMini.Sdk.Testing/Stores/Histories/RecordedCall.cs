namespace WeChatMini.Sdk.Testing.Stores.Histories;

/// <summary>What a call answered, and when it began and ended on the machine's monotonic clock, which all its processes share.</summary>
/// <param name="Lane">Who made it; 0 before the lanes, then from 1.</param>
/// <param name="Operation">What it was.</param>
/// <param name="Began">When it began, in ticks.</param>
/// <param name="Ended">When it had ended.</param>
/// <param name="Answer">What a caller saw.</param>
internal sealed record RecordedCall(int Lane, HistoryOperation Operation, long Began, long Ended, string Answer);

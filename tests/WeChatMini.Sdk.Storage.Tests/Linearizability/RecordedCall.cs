namespace WeChatMini.Sdk.Storage.Tests.Linearizability;

/// <summary>What a call answered, and when it began and ended on the history's own counter.</summary>
internal sealed record RecordedCall(SessionOperation Operation, long Began, long Ended, string Answer);

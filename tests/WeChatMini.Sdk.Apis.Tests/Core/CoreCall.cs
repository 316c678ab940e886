namespace WeChatMini.Sdk.Apis.Tests.Core;

/// <summary>A call of the core that was made: what its caller gave, and what came back to it.</summary>
internal sealed class CoreCall
{
    /// <summary>The value that each field of the request must have, given by the caller or filled in by the library.</summary>
    public required Dictionary<string, object> Sent { get; init; }

    /// <summary>The value of each field of the answer, taken from what the public client returned; of a list, one for each item.</summary>
    public Dictionary<string, object?[]> Read { get; init; } = [];

    /// <summary>The fields of the answer that are never returned.</summary>
    public Dictionary<string, Unseen> Unseen { get; init; } = [];
}

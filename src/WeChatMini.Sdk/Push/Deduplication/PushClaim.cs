namespace WeChatMini.Sdk.Push.Deduplication;

/// <summary>What came of an attempt to claim a push.</summary>
public sealed class PushClaim
{
    private PushClaim(bool isMine, ReadOnlyMemory<byte>? result)
    {
        IsMine = isMine;
        Result = result;
    }

    /// <summary>Gets the outcome for the one who may handle the push.</summary>
    public static PushClaim Mine { get; } = new(isMine: true, null);

    /// <summary>Gets the outcome while somebody else handles it.</summary>
    public static PushClaim InProgress { get; } = new(isMine: false, null);

    /// <summary>Gets whether the caller may handle the push.</summary>
    public bool IsMine { get; }

    /// <summary>Gets what was stored when the push was done; null unless it is done.</summary>
    public ReadOnlyMemory<byte>? Result { get; }

    /// <summary>Makes the outcome for a push that is done.</summary>
    /// <param name="result">What was stored with it.</param>
    public static PushClaim Done(ReadOnlyMemory<byte> result) => new(isMine: false, result);
}

namespace WeChatMini.Sdk.Testing.State;

/// <summary>Why a code was not accepted.</summary>
internal enum RedemptionFault
{
    /// <summary>It was accepted.</summary>
    None,

    /// <summary>Never issued, issued for another app, or older than five minutes: 40029.</summary>
    Invalid,

    /// <summary>Spent before: 40163.</summary>
    AlreadyUsed,
}

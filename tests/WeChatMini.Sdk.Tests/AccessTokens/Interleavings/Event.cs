namespace WeChatMini.Sdk.Tests.AccessTokens.Interleavings;

/// <summary>What can happen to a token cache.</summary>
internal enum Event
{
    Get,
    CurrentIsRejected,
    OldIsRejected,
    WeChatEndsToken,
    RefreshCompletes,
    RefreshFails,
    TimePasses,
}

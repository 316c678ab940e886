namespace WeChatMini.Sdk.Testing;

/// <summary>What is wrong with sealed data, on request. What is not set is right.</summary>
public sealed class FakeSealing
{
    /// <summary>Gets the key under which it is sealed and signed instead of the user's.</summary>
    public string? SessionKey { get; init; }

    /// <summary>Gets the AppID in the watermark instead of the app's.</summary>
    public string? AppId { get; init; }

    /// <summary>Gets the openid in a profile instead of the user's.</summary>
    public string? OpenId { get; init; }

    /// <summary>Gets the time in the watermark instead of the fake's now.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Gets whether a bit of the initialisation vector is flipped, which changes a letter in the first 16 bytes and nothing else.</summary>
    public bool TamperedIv { get; init; }
}

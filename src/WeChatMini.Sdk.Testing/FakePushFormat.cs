namespace WeChatMini.Sdk.Testing;

/// <summary>The data format of message push, as the console offers it.</summary>
public enum FakePushFormat
{
    /// <summary>JSON.</summary>
    Json = 0,

    /// <summary>XML.</summary>
    Xml,
}

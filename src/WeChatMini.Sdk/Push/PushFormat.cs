namespace WeChatMini.Sdk.Push;

/// <summary>How a push and its reply are written; the account's setting in the console.</summary>
public enum PushFormat
{
    /// <summary>A JSON object.</summary>
    Json = 0,

    /// <summary>An <c>xml</c> element.</summary>
    Xml,
}

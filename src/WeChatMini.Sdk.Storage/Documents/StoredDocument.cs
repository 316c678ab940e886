namespace WeChatMini.Sdk.Storage.Documents;

/// <summary>A user's document as a database returned it.</summary>
/// <param name="content">The bytes of <see cref="SessionDocument.Content"/> that were saved.</param>
/// <param name="version">What names this very state of the document, such as an ETag; it is handed back with the next write.</param>
public sealed class StoredDocument(ReadOnlyMemory<byte> content, string version)
{
    /// <summary>Gets the bytes that were saved. Nobody may change them any more.</summary>
    public ReadOnlyMemory<byte> Content { get; } = content;

    /// <summary>Gets what names this very state of the document.</summary>
    public string Version { get; } = version;
}

namespace WeChatMini.Sdk.Storage.Documents;

/// <summary>What is to become of a document that an operation has looked at.</summary>
internal enum DocumentEffect
{
    /// <summary>It stays as it is in the database.</summary>
    None,

    /// <summary>It is written, unless somebody else has written meanwhile.</summary>
    Save,

    /// <summary>It is removed, unless somebody else has written meanwhile.</summary>
    Delete,
}

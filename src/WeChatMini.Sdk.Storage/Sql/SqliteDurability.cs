namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>What an acknowledged session survives on SQLite.</summary>
public enum SqliteDurability
{
    /// <summary>Loss of power: each commit waits for the disk.</summary>
    Full,

    /// <summary>The end of the process, also by kill -9. Loss of power may take the last commits back, a few hundred at most; the file stays sound.</summary>
    Normal,
}

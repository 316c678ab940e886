namespace WeChatMini.Sdk.Storage.Documents;

/// <summary>A user's document as a database is to keep it: all sessions and the key slot in one piece.</summary>
public sealed class SessionDocument
{
    internal SessionDocument(ReadOnlyMemory<byte> content, long stamp, DateTimeOffset purgeAt, DateTimeOffset endsAt)
    {
        Content = content;
        Stamp = stamp;
        PurgeAt = purgeAt;
        EndsAt = endsAt;
    }

    /// <summary>Gets the bytes, at most <see cref="DocumentSessionStore.MaxDocumentSize"/>.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>Gets a random positive number that no other write has: the version where the database does not make one up itself.</summary>
    public long Stamp { get; }

    /// <summary>Gets from when on a purge has something to do here: the end of the session that ends first, or the Unix epoch when there is none.</summary>
    public DateTimeOffset PurgeAt { get; }

    /// <summary>Gets the latest absolute end of any session that was ever in it; fit for a database's time to live once a day has been added for clocks that differ.</summary>
    public DateTimeOffset EndsAt { get; }
}

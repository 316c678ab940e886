using System.Buffers.Text;
using Azure.Data.Tables;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Documents;

namespace WeChatMini.Sdk.Storage.AzureTables;

/// <summary>A user's document as an entity. A binary property has at most 64 KiB, so that the document goes over as many as it needs.</summary>
internal static class AzureTablesEntity
{
    /// <summary>The one row of a user's partition.</summary>
    public const string Row = "sessions";

    /// <summary>From when on a purge has something to do, in milliseconds since 1970 UTC.</summary>
    public const string Due = "Due";

    /// <summary>An entity has at most 1 MiB, with names and other values in it: fifteen full properties.</summary>
    public const int MaxSize = MostParts * PartSize;

    private const int MostParts = 15;

    private const int PartSize = 64 * 1024;

    private static readonly string[] Parts = [.. Enumerable.Range(0, MostParts).Select(part => FormattableString.Invariant($"Doc{part}"))];

    public static TableEntity Write(UserHandle user, SessionDocument document)
    {
        var entity = new TableEntity(user.ToString(), Row) { [Due] = document.PurgeAt.ToUnixTimeMilliseconds() };
        var content = document.Content;
        for (var part = 0; part * PartSize < content.Length; part++)
        {
            var rest = content[(part * PartSize)..];
            entity[Parts[part]] = rest[..Math.Min(PartSize, rest.Length)].ToArray();
        }

        return entity;
    }

    /// <exception cref="InvalidDataException">The partition key is not a handle.</exception>
    public static UserHandle UserOf(TableEntity entity) =>
        entity.PartitionKey is { Length: 22 } text && Base64Url.IsValid(text, out var length) && length == UserHandle.Size
            ? new UserHandle(Base64Url.DecodeFromChars(text))
            : throw new InvalidDataException($"The Azure table holds entities of somebody else in rows called '{Row}'. Give sessions a table of their own.");

    /// <summary>Reads what is there; an entity of somebody else has no content.</summary>
    public static StoredDocument Read(TableEntity entity)
    {
        var parts = Parts.Select(part => entity.TryGetValue(part, out var value) ? value as byte[] : null).TakeWhile(part => part is not null);
        return new StoredDocument(parts.SelectMany(part => part!).ToArray(), entity.ETag.ToString());
    }
}

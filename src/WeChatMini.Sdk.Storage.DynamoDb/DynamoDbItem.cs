using System.Buffers.Text;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Documents;

namespace WeChatMini.Sdk.Storage.DynamoDb;

/// <summary>A user's document as an item.</summary>
internal static class DynamoDbItem
{
    /// <summary>The partition key: the user's handle.</summary>
    public const string Key = "pk";

    /// <summary>The number that each write makes up anew.</summary>
    public const string Version = "v";

    /// <summary>From when on a purge has something to do, in milliseconds since 1970 UTC.</summary>
    public const string Due = "due";

    private const string Document = "doc";

    /// <summary>In seconds since 1970 UTC, for DynamoDB's time to live.</summary>
    private const string Ends = "ends";

    /// <summary>How much longer than its last session an item lives, for clocks that differ.</summary>
    private static readonly TimeSpan Backstop = TimeSpan.FromDays(1);

    public static Dictionary<string, AttributeValue> KeyOf(UserHandle user) => new() { [Key] = new AttributeValue { S = user.ToString() } };

    public static Dictionary<string, AttributeValue> Write(UserHandle user, SessionDocument document) => new(KeyOf(user))
    {
        [Version] = Number(document.Stamp),
        [Document] = new AttributeValue { B = new MemoryStream(document.Content.ToArray(), writable: false) },
        [Due] = Number(document.PurgeAt.ToUnixTimeMilliseconds()),
        [Ends] = Number((document.EndsAt + Backstop).ToUnixTimeSeconds()),
    };

    /// <exception cref="InvalidDataException">The item's key is not a handle.</exception>
    public static UserHandle UserOf(Dictionary<string, AttributeValue> item) =>
        item[Key].S is { Length: 22 } text && Base64Url.IsValid(text, out var length) && length == UserHandle.Size
            ? new UserHandle(Base64Url.DecodeFromChars(text))
            : throw new InvalidDataException("The DynamoDB table holds items of somebody else that have a number 'due'. Give sessions a table of their own.");

    /// <summary>Reads what is there; an item of somebody else has no content.</summary>
    public static StoredDocument Read(Dictionary<string, AttributeValue> item) =>
        new(item.GetValueOrDefault(Document)?.B?.ToArray(), item.GetValueOrDefault(Version)?.N ?? "0");

    public static AttributeValue Number(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };
}

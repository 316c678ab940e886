using System.Buffers.Binary;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Documents;

/// <summary>Reads what <see cref="DocumentWriter"/> wrote, to the last byte, and nothing else.</summary>
internal ref struct DocumentReader
{
    /// <summary>The last millisecond that a <see cref="DateTimeOffset"/> can name.</summary>
    private const long LastTime = 253402300799999;

    private readonly UserHandle _user;
    private ReadOnlyMemory<byte> _rest;

    private DocumentReader(UserHandle user, ReadOnlyMemory<byte> content) => (_user, _rest) = (user, content);

    /// <exception cref="InvalidDataException">The bytes are not those of a document of this layout. The message says what to do.</exception>
    public static UserDocument Read(UserHandle user, ReadOnlyMemory<byte> content)
    {
        var reader = new DocumentReader(user, content);
        var mark = reader.Take(DocumentWriter.Mark.Length + 1).Span;
        if (!mark.StartsWith(DocumentWriter.Mark))
        {
            throw reader.NotOurs();
        }

        return mark[^1] == DocumentWriter.Layout ? reader.Document() : throw new InvalidDataException(
            $"The sessions under the key {user} have layout {mark[^1]} and this version of the library reads {DocumentWriter.Layout}: a newer one wrote them. Update this instance, or delete the document: the user logs in again.");
    }

    private UserDocument Document()
    {
        var document = new UserDocument { Stamp = Number(), EndsAt = Time() };
        var current = Key();
        var previous = Key();
        var previousUntil = previous is null ? default : Time();
        document.Key = current is null ? null : new SessionKeySlot(current, previous, previousUntil);
        for (var left = Length(); left > 0; left--)
        {
            document.Sessions.Add(Session());
        }

        return _rest.IsEmpty ? document : throw NotOurs();
    }

    private SessionRecord Session()
    {
        var token = Hash();
        var isRotated = Take(1).Span[0] switch
        {
            0 => false,
            1 => true,
            _ => throw NotOurs(),
        };
        return new SessionRecord
        {
            User = _user,
            Token = token,
            PreviousToken = isRotated ? Hash() : null,
            PreviousTokenUntil = isRotated ? Time() : default,
            CreatedAt = Time(),
            SeenAt = Time(),
            IdleExpiresAt = Time(),
            ExpiresAt = Time(),
            Data = Take(Length()),
        };
    }

    private SealedSessionKey? Key() => Length() is > 0 and var length ? new SealedSessionKey(Take(length), Time()) : null;

    private TokenHash Hash() => new(Take(TokenHash.Size).Span);

    private DateTimeOffset Time() => Number() is >= 0 and <= LastTime and var time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : throw NotOurs();

    private long Number() => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long)).Span);

    private int Length() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)).Span);

    private ReadOnlyMemory<byte> Take(int length)
    {
        if ((uint)length > (uint)_rest.Length)
        {
            throw NotOurs();
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private readonly InvalidDataException NotOurs() =>
        new($"What lies under the key {_user} was not written by this library, or has been damaged. Delete it: the user logs in again.");
}

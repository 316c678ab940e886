using System.Buffers;
using System.Buffers.Binary;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Documents;

/// <summary>
/// Writes a document: <c>WM</c> and the layout's number, the stamp, the last end; the current key and the one before it; the sessions. Numbers are
/// big-endian, times are milliseconds since 1970 UTC, a length comes before what has one; a key's length of 0 means that there is none.
/// </summary>
internal static class DocumentWriter
{
    /// <summary>The number of this layout. A later one that an older version of this library cannot read gets a new number.</summary>
    public const byte Layout = 1;

    public static ReadOnlySpan<byte> Mark => "WM"u8;

    public static ReadOnlyMemory<byte> Write(UserDocument document)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        bytes.Write(Mark);
        bytes.Write([Layout]);
        Number(bytes, document.Stamp);
        Time(bytes, document.EndsAt);
        Key(bytes, document.Key?.Current);
        Key(bytes, document.Key?.Previous);
        if (document.Key?.Previous is not null)
        {
            Time(bytes, document.Key.PreviousUntil);
        }

        Length(bytes, document.Sessions.Count);
        foreach (var session in document.Sessions)
        {
            Session(bytes, session);
        }

        return bytes.WrittenMemory;
    }

    private static void Session(ArrayBufferWriter<byte> bytes, SessionRecord session)
    {
        Hash(bytes, session.Token);
        bytes.Write([session.PreviousToken is null ? (byte)0 : (byte)1]);
        if (session.PreviousToken is { } previous)
        {
            Hash(bytes, previous);
            Time(bytes, session.PreviousTokenUntil);
        }

        Time(bytes, session.CreatedAt);
        Time(bytes, session.SeenAt);
        Time(bytes, session.IdleExpiresAt);
        Time(bytes, session.ExpiresAt);
        Length(bytes, session.Data.Length);
        bytes.Write(session.Data.Span);
    }

    private static void Key(ArrayBufferWriter<byte> bytes, SealedSessionKey? key)
    {
        Length(bytes, key?.Blob.Length ?? 0);
        if (key is not null)
        {
            bytes.Write(key.Blob.Span);
            Time(bytes, key.ObtainedAt);
        }
    }

    private static void Hash(ArrayBufferWriter<byte> bytes, TokenHash hash)
    {
        hash.CopyTo(bytes.GetSpan(TokenHash.Size));
        bytes.Advance(TokenHash.Size);
    }

    private static void Time(ArrayBufferWriter<byte> bytes, DateTimeOffset time) => Number(bytes, time.ToUnixTimeMilliseconds());

    private static void Number(ArrayBufferWriter<byte> bytes, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(sizeof(long)), number);
        bytes.Advance(sizeof(long));
    }

    private static void Length(ArrayBufferWriter<byte> bytes, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(sizeof(int)), length);
        bytes.Advance(sizeof(int));
    }
}

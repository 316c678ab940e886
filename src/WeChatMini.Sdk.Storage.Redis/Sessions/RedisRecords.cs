using System.Buffers.Binary;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Redis.Sessions;

/// <summary>
/// How sessions and the key slot look in Redis. The scripts of <see cref="SessionScripts"/> read and write the same layout: times are
/// doubles, which hold milliseconds exactly, big-endian, as Lua's <c>struct</c> writes them.
/// </summary>
internal static class RedisRecords
{
    /// <summary>Of a session: created, seen, idle end, end, previous token's end, previous token; the data follows.</summary>
    private const int SessionHead = (5 * sizeof(double)) + TokenHash.Size;

    /// <summary>Of a slot: current key's time, previous key's time and end, length of the current key; both keys follow.</summary>
    private const int SlotHead = (3 * sizeof(double)) + sizeof(ushort);

    /// <summary>The field of the key slot.</summary>
    public static readonly byte[] SlotField = "k"u8.ToArray();

    /// <summary>The field of a session: <c>s</c> and the hash of its token.</summary>
    public static byte[] FieldOf(TokenHash token) => [(byte)'s', .. token.ToArray()];

    public static bool IsSession(ReadOnlySpan<byte> field) => field.Length == 1 + TokenHash.Size && field[0] == 's';

    public static double Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static byte[] Write(SessionRecord session)
    {
        var bytes = new byte[SessionHead + session.Data.Length];
        Span<DateTimeOffset> times = [session.CreatedAt, session.SeenAt, session.IdleExpiresAt, session.ExpiresAt];
        for (var index = 0; index < times.Length; index++)
        {
            BinaryPrimitives.WriteDoubleBigEndian(bytes.AsSpan(index * sizeof(double)), Milliseconds(times[index]));
        }

        if (session.PreviousToken is { } previous)
        {
            BinaryPrimitives.WriteDoubleBigEndian(bytes.AsSpan(4 * sizeof(double)), Milliseconds(session.PreviousTokenUntil));
            previous.CopyTo(bytes.AsSpan(5 * sizeof(double)));
        }

        session.Data.Span.CopyTo(bytes.AsSpan(SessionHead));
        return bytes;
    }

    /// <exception cref="InvalidDataException">The bytes are not those of a session.</exception>
    public static SessionRecord ReadSession(UserHandle user, byte[] field, byte[] bytes)
    {
        if (!IsSession(field) || bytes.Length < SessionHead)
        {
            throw NotOurs();
        }

        var previousUntil = Time(bytes, 4);
        var isRotated = previousUntil > DateTimeOffset.UnixEpoch;
        return new SessionRecord
        {
            User = user,
            Token = new TokenHash(field.AsSpan(1)),
            PreviousToken = isRotated ? new TokenHash(bytes.AsSpan(5 * sizeof(double), TokenHash.Size)) : null,
            PreviousTokenUntil = isRotated ? previousUntil : default,
            CreatedAt = Time(bytes, 0),
            SeenAt = Time(bytes, 1),
            IdleExpiresAt = Time(bytes, 2),
            ExpiresAt = Time(bytes, 3),
            Data = bytes.AsMemory(SessionHead),
        };
    }

    /// <exception cref="InvalidDataException">The bytes are not those of a slot.</exception>
    public static SessionKeySlot ReadSlot(byte[] bytes)
    {
        var length = bytes.Length < SlotHead ? -1 : BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(3 * sizeof(double)));
        if (length < 0 || SlotHead + length > bytes.Length)
        {
            throw NotOurs();
        }

        var current = new SealedSessionKey(bytes.AsMemory(SlotHead, length), Time(bytes, 0));
        var previous = bytes.AsMemory(SlotHead + length);
        return previous.IsEmpty ? new SessionKeySlot(current) : new SessionKeySlot(current, new SealedSessionKey(previous, Time(bytes, 1)), Time(bytes, 2));
    }

    private static DateTimeOffset Time(byte[] bytes, int index)
    {
        var milliseconds = BinaryPrimitives.ReadDoubleBigEndian(bytes.AsSpan(index * sizeof(double)));
        return milliseconds is >= 0 and <= 253402300799999d ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : throw NotOurs();
    }

    private static InvalidDataException NotOurs() => new("A value under a key of this library in Redis was not written by it. Delete the key: the user logs in again.");
}

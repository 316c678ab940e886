using System.Buffers.Binary;
using System.Security.Cryptography;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Caching;

/// <summary>
/// How a user's entries look in a cache. Each begins with a letter that says what it is; numbers are big-endian, times milliseconds since
/// 1970 UTC.
/// </summary>
internal static class CacheEntries
{
    private const byte EpochMark = (byte)'e';
    private const byte SessionMark = (byte)'s';
    private const byte UseMark = (byte)'u';
    private const byte SlotMark = (byte)'k';

    private const int EpochSize = 1 + 16;

    /// <summary>Of a session: epoch, created, seen, idle end, end; the data follows.</summary>
    private const int SessionHead = EpochSize + (4 * sizeof(long));

    /// <summary>Of a use: last use, idle end.</summary>
    private const int UseSize = 1 + (2 * sizeof(long));

    /// <summary>Of a slot: life of the entry, current key's time, previous key's time and end, length of the current key; both keys follow.</summary>
    private const int SlotHead = 1 + (4 * sizeof(long)) + sizeof(ushort);

    public static UInt128 NewEpoch() => BinaryPrimitives.ReadUInt128BigEndian(RandomNumberGenerator.GetBytes(16));

    public static byte[] Write(UInt128 epoch)
    {
        var bytes = New(EpochMark, EpochSize);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(1), epoch);
        return bytes;
    }

    public static bool TryReadEpoch(byte[]? bytes, out UInt128 epoch)
    {
        var isEpoch = bytes is [EpochMark, ..] && bytes.Length == EpochSize;
        epoch = isEpoch ? BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(1)) : default;
        return isEpoch;
    }

    public static byte[] Write(SessionRecord session, UInt128 epoch)
    {
        var bytes = New(SessionMark, SessionHead + session.Data.Length);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(1), epoch);
        WriteTimes(bytes.AsSpan(EpochSize), session.CreatedAt, session.SeenAt, session.IdleExpiresAt, session.ExpiresAt);
        session.Data.Span.CopyTo(bytes.AsSpan(SessionHead));
        return bytes;
    }

    /// <exception cref="InvalidDataException">The bytes are not those of a session.</exception>
    public static (SessionRecord Session, UInt128 Epoch) ReadSession(SessionAddress address, byte[] bytes)
    {
        if (bytes is not [SessionMark, ..] || bytes.Length < SessionHead)
        {
            throw NotOurs();
        }

        var times = bytes.AsSpan(EpochSize);
        var session = new SessionRecord
        {
            User = address.User,
            Token = address.Token,
            CreatedAt = Time(times, 0),
            SeenAt = Time(times, 1),
            IdleExpiresAt = Time(times, 2),
            ExpiresAt = Time(times, 3),
            Data = bytes.AsMemory(SessionHead),
        };
        return (session, BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(1)));
    }

    public static byte[] Write(SessionTouch use)
    {
        var bytes = New(UseMark, UseSize);
        WriteTimes(bytes.AsSpan(1), use.Now, use.IdleExpiresAt);
        return bytes;
    }

    /// <exception cref="InvalidDataException">The bytes are not those of a use.</exception>
    public static SessionTouch ReadUse(byte[] bytes) =>
        bytes is [UseMark, ..] && bytes.Length == UseSize ? new SessionTouch(Time(bytes.AsSpan(1), 0), Time(bytes.AsSpan(1), 1)) : throw NotOurs();

    public static byte[] Write(SessionKeySlot slot, TimeSpan life)
    {
        var current = slot.Current.Blob.Span;
        var previous = slot.Previous is { } before ? before.Blob.Span : default;
        var bytes = New(SlotMark, SlotHead + current.Length + previous.Length);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), (long)life.TotalMilliseconds);
        WriteTimes(bytes.AsSpan(1 + sizeof(long)), slot.Current.ObtainedAt, slot.Previous?.ObtainedAt ?? DateTimeOffset.UnixEpoch, slot.Previous is null ? DateTimeOffset.UnixEpoch : slot.PreviousUntil);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(SlotHead - sizeof(ushort)), checked((ushort)current.Length));
        current.CopyTo(bytes.AsSpan(SlotHead));
        previous.CopyTo(bytes.AsSpan(SlotHead + current.Length));
        return bytes;
    }

    /// <returns>The slot and how long its entry lives.</returns>
    /// <exception cref="InvalidDataException">The bytes are not those of a slot.</exception>
    public static (SessionKeySlot Slot, TimeSpan Life) ReadSlot(byte[] bytes)
    {
        var length = bytes is [SlotMark, ..] && bytes.Length >= SlotHead ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(SlotHead - sizeof(ushort))) : -1;
        if (length < 0 || SlotHead + length > bytes.Length)
        {
            throw NotOurs();
        }

        var numbers = bytes.AsSpan(1);
        var life = Time(numbers, 0) - DateTimeOffset.UnixEpoch;
        var current = new SealedSessionKey(bytes.AsMemory(SlotHead, length), Time(numbers, 1));
        var previous = bytes.AsMemory(SlotHead + length);
        return (previous.IsEmpty ? new SessionKeySlot(current) : new SessionKeySlot(current, new SealedSessionKey(previous, Time(numbers, 2)), Time(numbers, 3)), life);
    }

    private static byte[] New(byte mark, int size)
    {
        var bytes = new byte[size];
        bytes[0] = mark;
        return bytes;
    }

    private static void WriteTimes(Span<byte> destination, params ReadOnlySpan<DateTimeOffset> times)
    {
        for (var index = 0; index < times.Length; index++)
        {
            BinaryPrimitives.WriteInt64BigEndian(destination[(index * sizeof(long))..], times[index].ToUnixTimeMilliseconds());
        }
    }

    private static DateTimeOffset Time(ReadOnlySpan<byte> bytes, int index)
    {
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes[(index * sizeof(long))..]);
        return milliseconds is >= 0 and <= 253402300799999 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : throw NotOurs();
    }

    private static InvalidDataException NotOurs() => new("A value under a key of this library in the cache was not written by it. Delete the key: the user logs in again.");
}

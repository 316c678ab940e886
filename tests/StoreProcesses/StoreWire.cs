using WeChatMini.Sdk.Sessions;

namespace StoreProcesses;

/// <summary>How the calls of a session store, and their answers, are written between the tests and StoreWorker.</summary>
internal static class StoreWire
{
    public static void Write(this BinaryWriter writer, DateTimeOffset time) => writer.Write(time == default ? 0 : time.ToUnixTimeMilliseconds());

    public static DateTimeOffset ReadTime(this BinaryReader reader) => reader.ReadInt64() is not 0 and var milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : default;

    public static void Write(this BinaryWriter writer, UserHandle user) => writer.Write(user.ToArray());

    public static UserHandle ReadUser(this BinaryReader reader) => new(reader.ReadBytes(UserHandle.Size));

    public static void Write(this BinaryWriter writer, TokenHash token) => writer.Write(token.ToArray());

    public static TokenHash ReadToken(this BinaryReader reader) => new(reader.ReadBytes(TokenHash.Size));

    public static void Write(this BinaryWriter writer, SessionAddress address)
    {
        writer.Write(address.User);
        writer.Write(address.Token);
    }

    public static SessionAddress ReadAddress(this BinaryReader reader) => new(reader.ReadUser(), reader.ReadToken());

    public static void Write(this BinaryWriter writer, SealedSessionKey key)
    {
        WriteBlob(writer, key.Blob);
        writer.Write(key.ObtainedAt);
    }

    public static SealedSessionKey ReadKey(this BinaryReader reader) => new(ReadBlob(reader), reader.ReadTime());

    public static void Write(this BinaryWriter writer, SessionRecord session)
    {
        writer.Write(session.User);
        writer.Write(session.Token);
        writer.Write(session.PreviousToken is not null);
        if (session.PreviousToken is { } previous)
        {
            writer.Write(previous);
            writer.Write(session.PreviousTokenUntil);
        }

        foreach (var time in new[] { session.CreatedAt, session.SeenAt, session.IdleExpiresAt, session.ExpiresAt })
        {
            writer.Write(time);
        }

        WriteBlob(writer, session.Data);
    }

    public static SessionRecord ReadSession(this BinaryReader reader)
    {
        var (user, token) = (reader.ReadUser(), reader.ReadToken());
        var isRotated = reader.ReadBoolean();
        return new SessionRecord
        {
            User = user,
            Token = token,
            PreviousToken = isRotated ? reader.ReadToken() : null,
            PreviousTokenUntil = isRotated ? reader.ReadTime() : default,
            CreatedAt = reader.ReadTime(),
            SeenAt = reader.ReadTime(),
            IdleExpiresAt = reader.ReadTime(),
            ExpiresAt = reader.ReadTime(),
            Data = ReadBlob(reader),
        };
    }

    public static void Write(this BinaryWriter writer, SessionKeySlot slot)
    {
        writer.Write(slot.Current);
        writer.Write(slot.Previous is not null);
        if (slot.Previous is { } previous)
        {
            writer.Write(previous);
            writer.Write(slot.PreviousUntil);
        }
    }

    public static SessionKeySlot ReadSlot(this BinaryReader reader)
    {
        var current = reader.ReadKey();
        return reader.ReadBoolean() ? new SessionKeySlot(current, reader.ReadKey(), reader.ReadTime()) : new SessionKeySlot(current);
    }

    private static void WriteBlob(BinaryWriter writer, ReadOnlyMemory<byte> blob)
    {
        writer.Write(blob.Length);
        writer.Write(blob.Span);
    }

    private static byte[] ReadBlob(BinaryReader reader) => reader.ReadBytes(reader.ReadInt32());
}

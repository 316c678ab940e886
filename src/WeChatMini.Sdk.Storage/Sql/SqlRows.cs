using System.Data.Common;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>Reads the columns of <see cref="SqlDialect.Find"/> and <see cref="SqlDialect.List"/>.</summary>
internal static class SqlRows
{
    public static SessionRecord Session(DbDataReader row, UserHandle user) => new()
    {
        User = user,
        Token = new TokenHash(Bytes(row, 0)),
        PreviousToken = row.IsDBNull(1) ? null : new TokenHash(Bytes(row, 1)),
        PreviousTokenUntil = row.IsDBNull(1) ? default : Time(row, 2),
        CreatedAt = Time(row, 3),
        SeenAt = Time(row, 4),
        IdleExpiresAt = Time(row, 5),
        ExpiresAt = Time(row, 6),
        Data = Bytes(row, 7),
    };

    public static SessionKeySlot Key(DbDataReader row)
    {
        var current = new SealedSessionKey(Bytes(row, 8), Time(row, 9));
        return row.IsDBNull(10) ? new SessionKeySlot(current) : new SessionKeySlot(current, new SealedSessionKey(Bytes(row, 10), Time(row, 11)), Time(row, 12));
    }

    private static byte[] Bytes(DbDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    private static DateTimeOffset Time(DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}

using System.Data.Common;
using SessionStores;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Tests.Support;

/// <summary>The rows of a user as somebody with access to the database sees and changes them.</summary>
internal static class SqlRows
{
    private static readonly (string Table, string Column)[] Values = [("wechat_sessions", "data"), ("wechat_users", "key_current")];

    public static async Task<IReadOnlyList<StoredValue>> ReadAsync(DbDataSource source, UserHandle user)
    {
        var values = new List<StoredValue>();
        foreach (var (table, column) in Values)
        {
            await using var command = Command(source, $"SELECT {column} FROM {table} WHERE handle = @user", user);
            values.Add(new StoredValue($"{table}.{column}", (byte[])(await command.ExecuteScalarAsync())!));
        }

        return values;
    }

    public static async Task WriteAsync(DbDataSource source, UserHandle user, string place, object value)
    {
        var (table, column) = (place.Split('.')[0], place.Split('.')[1]);
        await using var command = Command(source, $"UPDATE {table} SET {column} = @value WHERE handle = @user", user);
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@value", value);
        command.Parameters.Add(parameter);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private static DbCommand Command(DbDataSource source, string sql, UserHandle user)
    {
        var command = source.CreateCommand(sql);
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@user", user.ToArray());
        command.Parameters.Add(parameter);
        return command;
    }
}

using System.Data;
using System.Data.Common;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>One value of a statement, in one of the three types that the tables have.</summary>
internal readonly struct SqlArgument
{
    private readonly string _name;
    private readonly DbType _type;
    private readonly object _value;

    public SqlArgument(string name, long value)
    {
        _name = name;
        _type = DbType.Int64;
        _value = value;
    }

    public SqlArgument(string name, DateTimeOffset value)
        : this(name, value.ToUnixTimeMilliseconds())
    {
    }

    public SqlArgument(string name, byte[] value)
    {
        _name = name;
        _type = DbType.Binary;
        _value = value;
    }

    public SqlArgument(string name, string? value)
    {
        _name = name;
        _type = DbType.String;
        _value = value ?? (object)DBNull.Value;
    }

    public SqlArgument(string name, long? value)
    {
        _name = name;
        _type = DbType.Int64;
        _value = value ?? (object)DBNull.Value;
    }

    public SqlArgument(string name, UserHandle value)
        : this(name, value.ToArray())
    {
    }

    public SqlArgument(string name, TokenHash value)
        : this(name, value.ToArray())
    {
    }

    public void AddTo(DbCommand command)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = _name;
        parameter.DbType = _type;
        parameter.Value = _value;
        command.Parameters.Add(parameter);
    }

    public void SetOn(DbCommand command, int index) => command.Parameters[index].Value = _value;
}

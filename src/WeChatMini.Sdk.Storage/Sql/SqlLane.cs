using System.Data.Common;

namespace WeChatMini.Sdk.Storage.Sql;

/// <summary>One open connection with the statements that were prepared on it. One operation uses it at a time.</summary>
internal sealed class SqlLane(DbConnection connection, SqlDialect dialect, Func<string, bool> prepares) : IDisposable, IAsyncDisposable
{
    /// <summary>By reference: the store keeps each text once, and hashing a kilobyte takes longer than the rest of a look-up.</summary>
    private readonly Dictionary<string, DbCommand> _prepared = new(ReferenceEqualityComparer.Instance);

    /// <summary>Returns the prepared command with its values set.</summary>
    public async ValueTask<DbCommand> PrepareAsync(string statement, SqlArgument[] arguments, CancellationToken cancellationToken)
    {
        if (_prepared.TryGetValue(statement, out var command))
        {
            for (var index = 0; index < arguments.Length; index++)
            {
                arguments[index].SetOn(command, index);
            }

            return command;
        }

        command = Command(statement);
        _prepared.Add(statement, command);
        foreach (var argument in arguments)
        {
            argument.AddTo(command);
        }

        if (prepares(statement))
        {
            await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        }

        return command;
    }

    /// <summary>Runs a text that has no values, such as a script.</summary>
    public async ValueTask ExecuteAsync(string text, CancellationToken cancellationToken)
    {
        var command = Command(text);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _prepared.Values)
        {
            await command.DisposeAsync().ConfigureAwait(false);
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private DbCommand Command(string text)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is the dialect's; every value is a parameter.
        command.CommandText = text;
#pragma warning restore CA2100
        command.CommandTimeout = dialect.CommandTimeout;
        return command;
    }
}

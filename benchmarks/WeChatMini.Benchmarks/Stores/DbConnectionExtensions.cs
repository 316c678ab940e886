using System.Data.Common;

namespace WeChatMini.Benchmarks.Stores;

internal static class DbConnectionExtensions
{
    /// <summary>Runs a text without values, however long it takes.</summary>
    public static async Task RunAsync(this DbConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants, and values as hexadecimal digits.
        command.CommandText = text;
#pragma warning restore CA2100
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}

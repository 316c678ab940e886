namespace WeChatMini.Benchmarks.Stores;

/// <summary>A table with a key and a value.</summary>
internal sealed class SqlBareStore(SqlHand hand, string begin) : IBareStore
{
    private const string Select = "SELECT value FROM bare WHERE id = @id";

    private readonly string _insert = begin + "; INSERT INTO bare (id, value) VALUES (@id, @value); COMMIT";

    public async Task<byte[]?> LookUpAsync(byte[] key)
    {
        var command = await hand.TakeAsync(Select, ("@id", key)).ConfigureAwait(false);
        byte[]? value;
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            value = await reader.ReadAsync().ConfigureAwait(false) ? reader.GetFieldValue<byte[]>(0) : null;
        }

        await hand.GiveBackAsync(command).ConfigureAwait(false);
        return value;
    }

    public async Task WriteAsync(byte[] key, byte[] value)
    {
        var command = await hand.TakeAsync(_insert, ("@id", key), ("@value", value)).ConfigureAwait(false);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        await hand.GiveBackAsync(command).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => hand.DisposeAsync();
}

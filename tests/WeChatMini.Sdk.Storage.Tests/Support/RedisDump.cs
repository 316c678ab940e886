using System.Text;
using StackExchange.Redis;

namespace WeChatMini.Sdk.Storage.Tests.Support;

/// <summary>All that a Redis holds, as somebody with access to it reads it.</summary>
internal static class RedisDump
{
    /// <summary>Reads each key with the fields and values of its hash, or with its value.</summary>
    public static async IAsyncEnumerable<(string Key, byte[] Field, byte[] Value)> EntriesAsync(IConnectionMultiplexer admin)
    {
        var database = admin.GetDatabase();
        await foreach (var key in admin.GetServers()[0].KeysAsync())
        {
            if (await database.KeyTypeAsync(key) == RedisType.String)
            {
                yield return (key.ToString(), [], (byte[])(await database.StringGetAsync(key))!);
                continue;
            }

            foreach (var entry in await database.HashGetAllAsync(key))
            {
                yield return (key.ToString(), (byte[])entry.Name!, (byte[])entry.Value!);
            }
        }
    }

    public static async Task<byte[]> RowsAsync(IConnectionMultiplexer admin)
    {
        using var all = new MemoryStream();
        await foreach (var (key, field, value) in EntriesAsync(admin))
        {
            all.Write(Encoding.UTF8.GetBytes(key));
            all.Write(field);
            all.Write(value);
        }

        return all.ToArray();
    }
}

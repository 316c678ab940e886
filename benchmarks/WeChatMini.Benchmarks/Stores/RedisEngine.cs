using System.Buffers.Binary;
using System.Globalization;
using StackExchange.Redis;
using WeChatMini.Engines;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Redis;
using WeChatMini.Sdk.Storage.Redis.Sessions;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>Redis with an append-only file that is flushed every second; a numbered database for each size.</summary>
internal sealed class RedisEngine(RedisServer server, ConnectionMultiplexer admin) : StoreEngine
{
    private const int Batch = 1000;

    public override string Name => "Redis";

    public static async Task<StoreEngine> StartAsync()
    {
        var server = await RedisServer.StartDurableAsync("everysec");
        return new RedisEngine(server, await ConnectionMultiplexer.ConnectAsync(server.Configuration + ",allowAdmin=true,syncTimeout=60000,asyncTimeout=60000"));
    }

    public override async Task<SeededStore> SeedAsync(Population population, int index)
    {
        var database = admin.GetDatabase(index);
        var key = Population.NewKey();
        var life = TimeSpan.FromDays(31);
        var sent = new List<Task>();
        for (var user = 0; user < population.Handles.Length; user++)
        {
            RedisKey name = $"wxmini:session:{{{population.Handles[user]}}}";
            var sessions = population.SessionsOf(user).ToList();
            sent.Add(database.HashSetAsync(name, [new(RedisRecords.SlotField, Slot(key, population.Now)), .. sessions.Select(session => new HashEntry(RedisRecords.FieldOf(session.Token), RedisRecords.Write(session)))]));
            sent.Add(database.KeyExpireAsync(name, life));
            foreach (var session in sessions)
            {
                sent.Add(database.HashSetAsync(Population.BareKey(new SessionAddress(session.User, session.Token)), RedisBareStore.Field, Population.NewBareValue()));
            }

            if (sent.Count >= Batch)
            {
                await Task.WhenAll(sent);
                sent.Clear();
            }
        }

        await Task.WhenAll(sent);
        var configuration = server.Configuration + string.Create(CultureInfo.InvariantCulture, $",defaultDatabase={index}");
        var options = RedisSettings.Parse(configuration);
        return new SeededStore(
            new RedisSessionStore(RedisConnection.To(options, TimeProvider.System)),
            new RedisBareStore(await ConnectionMultiplexer.ConnectAsync(RedisSettings.Parse(configuration))),
            new RedisSameWork(await ConnectionMultiplexer.ConnectAsync(RedisSettings.Parse(configuration))));
    }

    /// <summary>Waits until Redis no longer rewrites its file.</summary>
    public override async Task SettleAsync()
    {
        while (((string)(await admin.GetDatabase().ExecuteAsync("INFO", "persistence"))!).Contains("aof_rewrite_in_progress:1", StringComparison.Ordinal))
        {
            await Task.Delay(100);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await admin.DisposeAsync();
        await server.DisposeAsync();
    }

    /// <summary>As the script writes it for a user without a previous key.</summary>
    private static byte[] Slot(byte[] key, DateTimeOffset at)
    {
        var slot = new byte[(3 * sizeof(double)) + sizeof(ushort) + key.Length];
        BinaryPrimitives.WriteDoubleBigEndian(slot, at.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteUInt16BigEndian(slot.AsSpan(3 * sizeof(double)), (ushort)key.Length);
        key.CopyTo(slot, slot.Length - key.Length);
        return slot;
    }
}

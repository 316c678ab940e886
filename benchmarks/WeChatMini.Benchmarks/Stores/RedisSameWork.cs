using StackExchange.Redis;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Redis.Sessions;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>Both fields by one HMGET; a login's fields by one script.</summary>
internal sealed class RedisSameWork(ConnectionMultiplexer connection) : ISameWork
{
    private const string Login =
        """
        local slot, sessions, oldest, first = nil, 0, nil, nil
        local all = redis.call('HGETALL', KEYS[1])
        for i = 1, #all, 2 do
          if all[i] == 'k' then
            slot = all[i + 1]
          else
            local created = struct.unpack('>d', all[i + 1])
            sessions = sessions + 1
            if not first or created < first then oldest, first = all[i], created end
          end
        end
        if sessions >= tonumber(ARGV[7]) then redis.call('HDEL', KEYS[1], oldest) end

        """ + Write;

    private const string Rows =
        """
        local slot = redis.call('HGET', KEYS[1], 'k')
        if ARGV[7] then redis.call('HDEL', KEYS[1], 's' .. ARGV[7]) end

        """ + Write;

    private const string Write =
        """
        local at, previous = string.rep('\0', 8), ''
        if slot then at, previous = string.sub(slot, 1, 8), string.sub(slot, 27, 26 + struct.unpack('>H', slot, 25)) end
        redis.call('HSET', KEYS[1], 'k', struct.pack('>d', tonumber(ARGV[4])) .. at .. struct.pack('>dH', tonumber(ARGV[5]), #ARGV[3]) .. ARGV[3] .. previous, 's' .. ARGV[1], ARGV[2])
        redis.call('PEXPIRE', KEYS[1], ARGV[6])
        """;

    public async Task<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now)
    {
        var field = RedisRecords.FieldOf(address.Token);
        var found = await connection.GetDatabase().HashGetAsync(KeyOf(address.User), [field, RedisRecords.SlotField]).ConfigureAwait(false);
        if (found[0].IsNull)
        {
            return default;
        }

        var session = RedisRecords.ReadSession(address.User, field, (byte[])found[0]!);
        return session.IsLive(now) ? new SessionLookup(session, RedisRecords.ReadSlot((byte[])found[1]!)) : default;
    }

    public Task LoginAsync(SessionCreation creation) => RunAsync(Login, creation, creation.MaxSessions);

    public Task WriteRowsAsync(SessionCreation creation, TokenHash? oldest) => oldest is { } old ? RunAsync(Rows, creation, old.ToArray()) : RunAsync(Rows, creation);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static RedisKey KeyOf(UserHandle user) => $"wxmini:session:{{{user}}}";

    private Task<RedisResult> RunAsync(string script, SessionCreation creation, params RedisValue[] more)
    {
        var session = creation.Session;
        RedisValue[] values =
        [
            session.Token.ToArray(),
            RedisRecords.Write(session),
            creation.Key.Blob,
            creation.Key.ObtainedAt.ToUnixTimeMilliseconds(),
            creation.PreviousKeyUntil.ToUnixTimeMilliseconds(),
            (long)TimeSpan.FromDays(31).TotalMilliseconds,
            .. more,
        ];
        return connection.GetDatabase().ScriptEvaluateAsync(script, [KeyOf(session.User)], values);
    }
}

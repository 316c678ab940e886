namespace WeChatMini.Sdk.Storage.Redis.Sessions;

/// <summary>
/// One script for each operation. Redis runs a script as a whole, so each is atomic; each works on the one key of a user, so a cluster
/// serves them too. Every time is the caller's; Redis's own time to live only clears away what nobody will ask for again.
/// </summary>
/// <remarks>KEYS[1] is a hash with a field for each session and one for the key slot; see <see cref="RedisRecords"/>. ARGV[1] and ARGV[2] are the token and the time where there are any.</remarks>
internal static class SessionScripts
{
    /// <summary>The live session that the token answers: by its field, else as the previous token of another one, within its grace.</summary>
    private const string FindLive =
        """
        local now = tonumber(ARGV[2])
        local function live(record)
          local _, _, idle, ends = struct.unpack('>dddd', record)
          return now < idle and now < ends
        end
        local function find()
          local field = 's' .. ARGV[1]
          local record = redis.call('HGET', KEYS[1], field)
          if record then
            if live(record) then return field, record end
            return nil
          end
          local all = redis.call('HGETALL', KEYS[1])
          for i = 1, #all, 2 do
            record = all[i + 1]
            if string.sub(all[i], 1, 1) == 's' and string.sub(record, 41, 72) == ARGV[1] and now < struct.unpack('>d', record, 33) and live(record) then
              return all[i], record
            end
          end
          return nil
        end

        """;

    /// <summary>The rule of SessionKeySlot.Merge.</summary>
    private const string MergeKey =
        """
        local function merge(slot, key, at, previous_until)
          if not slot then return struct.pack('>dddH', at, 0, 0, #key) .. key end
          local current_at = struct.unpack('>d', slot)
          if at < current_at then return nil end
          local length = struct.unpack('>H', slot, 25)
          return struct.pack('>dddH', at, current_at, previous_until, #key) .. key .. string.sub(slot, 27, 26 + length)
        end

        """;

    /// <summary>ARGV token, now, session, how many others stay, life of the key in ms, session_key, its time, end of the one before it.</summary>
    public const string Create = FindLive + MergeKey +
        """
        local added = 's' .. ARGV[1]
        local slot, others, gone = nil, {}, {}
        local all = redis.call('HGETALL', KEYS[1])
        for i = 1, #all, 2 do
          local field, record = all[i], all[i + 1]
          if field == 'k' then
            slot = record
          elseif field ~= added and string.sub(field, 1, 1) == 's' then
            if live(record) then
              others[#others + 1] = { field, struct.unpack('>d', record) }
            else
              gone[#gone + 1] = field
            end
          end
        end
        local most = tonumber(ARGV[4])
        if #others > most then
          table.sort(others, function(a, b) return a[2] > b[2] end)
          for i = most + 1, #others do gone[#gone + 1] = others[i][1] end
        end
        local merged = merge(slot, ARGV[6], tonumber(ARGV[7]), tonumber(ARGV[8]))
        redis.call('HSET', KEYS[1], added, ARGV[3], 'k', merged or slot)
        if #gone > 0 then redis.call('HDEL', KEYS[1], unpack(gone)) end
        if not slot or redis.call('PTTL', KEYS[1]) < tonumber(ARGV[5]) then redis.call('PEXPIRE', KEYS[1], ARGV[5]) end
        """;

    /// <summary>Answers field, session and slot; nothing when there is no such session.</summary>
    public const string Find = FindLive +
        """
        local field, record = find()
        if not field then return false end
        return { field, record, redis.call('HGET', KEYS[1], 'k') }
        """;

    /// <summary>The rule of SessionRecord.Touched. ARGV token, now, idle end.</summary>
    public const string Touch = FindLive +
        """
        local field, record = find()
        if not field then return 0 end
        local _, seen, idle, ends = struct.unpack('>dddd', record)
        local touched = struct.pack('>dd', math.max(seen, now), math.min(ends, math.max(idle, tonumber(ARGV[3]))))
        redis.call('HSET', KEYS[1], field, string.sub(record, 1, 8) .. touched .. string.sub(record, 25))
        return 1
        """;

    /// <summary>The rule of SessionRecord.Rotated. ARGV token, now, successor, end of the grace.</summary>
    public const string Rotate = FindLive +
        """
        local field, record = find()
        if field ~= 's' .. ARGV[1] then return 0 end
        redis.call('HDEL', KEYS[1], field)
        redis.call('HSET', KEYS[1], 's' .. ARGV[3], string.sub(record, 1, 32) .. struct.pack('>d', tonumber(ARGV[4])) .. ARGV[1] .. string.sub(record, 73))
        return 1
        """;

    /// <summary>ARGV token, now.</summary>
    public const string Revoke = FindLive +
        """
        local field = find()
        if not field then return 0 end
        return redis.call('HDEL', KEYS[1], field)
        """;

    /// <summary>The key slot stays, as the last session's end leaves it.</summary>
    public const string RevokeAll =
        """
        for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
          if string.sub(field, 1, 1) == 's' then redis.call('HDEL', KEYS[1], field) end
        end
        """;

    /// <summary>ARGV session_key, its time, end of the one before it.</summary>
    public const string PutKey = MergeKey +
        """
        local slot = redis.call('HGET', KEYS[1], 'k')
        if not slot then return 0 end
        slot = merge(slot, ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]))
        if not slot then return 0 end
        redis.call('HSET', KEYS[1], 'k', slot)
        return 1
        """;
}

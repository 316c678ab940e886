using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using StackExchange.Redis;

namespace ColdStart;

/// <summary>A login as a careful engineer writes it for one function: exchange the code, check the answer, store the session, hand out a token.</summary>
internal static class ByHandLogin
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(2), ActivityHeadersPropagator = null }) { Timeout = TimeSpan.FromSeconds(4.5) };
    private static readonly string Address = Environment.GetEnvironmentVariable("WeChatMini__BaseAddress")!.TrimEnd('/');
    private static readonly string AppId = Environment.GetEnvironmentVariable("WeChatMini__AppId")!;
    private static readonly string Secret = Environment.GetEnvironmentVariable("WeChatMini__AppSecret")!;
    private static readonly string RedisAddress = Environment.GetEnvironmentVariable("Sessions__Connection")!;
    private static ConnectionMultiplexer? s_redis;

    /// <returns>The answer as JSON, or null when WeChat does not know the code.</returns>
    public static async Task<byte[]?> RunAsync(string code)
    {
        var target = $"{Address}/sns/jscode2session?appid={AppId}&secret={Secret}&js_code={Uri.EscapeDataString(code)}&grant_type=authorization_code";
        var text = await Http.GetByteArrayAsync(target);
        var reply = JsonSerializer.Deserialize(text, ByHandJson.Default.ByHandReply);
        if (reply is not { OpenId.Length: > 0, SessionKey.Length: > 0 })
        {
            return null;
        }

        var token = RandomNumberGenerator.GetBytes(48);
        var id = Convert.ToHexString(SHA256.HashData(token));
        var end = DateTimeOffset.UtcNow + Lifetime;
        s_redis ??= await ConnectionMultiplexer.ConnectAsync(RedisAddress);
        var database = s_redis.GetDatabase();
        var user = Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(AppId + reply.OpenId)));
        using var aes = new AesGcm(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Secret)), 16);
        var key = Convert.FromBase64String(reply.SessionKey);
        var sealedKey = new byte[12 + key.Length + 16];
        RandomNumberGenerator.Fill(sealedKey.AsSpan(0, 12));
        aes.Encrypt(sealedKey.AsSpan(0, 12), key, sealedKey.AsSpan(12, key.Length), sealedKey.AsSpan(12 + key.Length));
        var write = database.CreateTransaction();
        _ = write.HashSetAsync("user:" + user, [new("openid", reply.OpenId), new("key", sealedKey)]);
        _ = write.HashSetAsync("session:" + id, [new("user", user), new("end", end.ToUnixTimeMilliseconds())]);
        _ = write.KeyExpireAsync("session:" + id, Lifetime);
        _ = write.SortedSetAddAsync("sessions:" + user, id, end.ToUnixTimeMilliseconds());
        await write.ExecuteAsync();
        return JsonSerializer.SerializeToUtf8Bytes(new ByHandAnswer(Base64Url.EncodeToString(token), end, end), ByHandJson.Default.ByHandAnswer);
    }
}

internal sealed record ByHandRequest([property: JsonPropertyName("code")] string Code);

internal sealed record ByHandReply([property: JsonPropertyName("openid")] string? OpenId, [property: JsonPropertyName("session_key")] string? SessionKey);

internal sealed record ByHandAnswer([property: JsonPropertyName("token")] string Token, [property: JsonPropertyName("expiresAt")] DateTimeOffset ExpiresAt, [property: JsonPropertyName("idleExpiresAt")] DateTimeOffset IdleExpiresAt);

[JsonSerializable(typeof(ByHandRequest))]
[JsonSerializable(typeof(ByHandReply))]
[JsonSerializable(typeof(ByHandAnswer))]
internal sealed partial class ByHandJson : JsonSerializerContext;

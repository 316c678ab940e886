using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.Sdk.Testing.State;

/// <summary>The sealed phone numbers that WeChat made for an app, by the SHA-256 of their Base64 text, for 3 days.</summary>
internal sealed class SealedMessages(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _made = new(StringComparer.Ordinal);

    public void Remember(string encryptedData) => _made[Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(encryptedData)))] = clock.GetUtcNow();

    public DateTimeOffset? Find(string hash) => _made.TryGetValue(hash, out var at) && clock.GetUtcNow() - at < TimeSpan.FromDays(3) ? at : null;
}

using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Sessions;

/// <summary>What <see cref="SessionRecord.Data"/> holds. Short names, since every session pays for them.</summary>
internal sealed class SessionData
{
    [JsonPropertyName("a")]
    public required string AppId { get; init; }

    [JsonPropertyName("o")]
    public required string OpenId { get; init; }

    [JsonPropertyName("u")]
    public string? UnionId { get; init; }

    [JsonPropertyName("i")]
    public string? UserId { get; init; }

    [JsonPropertyName("c")]
    public IReadOnlyDictionary<string, string>? Claims { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, SessionJsonContext.Default.SessionData);

    /// <summary>Reads the bytes; null when they are not ours, which a store that was written to by others can cause.</summary>
    public static SessionData? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, SessionJsonContext.Default.SessionData) is { } data && HasWholeClaims(data) ? data : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The serialiser minds the null of a member and not that of a dictionary's entry.</summary>
    private static bool HasWholeClaims(SessionData data)
    {
        foreach (var claim in data.Claims ?? ReadOnlyDictionary<string, string>.Empty)
        {
            if (claim.Value is null)
            {
                return false;
            }
        }

        return true;
    }
}

using System.Security.Cryptography;
using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.UserData;

/// <summary>The texts of the session_keys that may be tried for a session. Dispose it, which empties them.</summary>
internal readonly struct CandidateKeys : IDisposable
{
    private CandidateKeys(byte[] current, byte[]? previous)
    {
        Current = current;
        Previous = previous;
    }

    public byte[] Current { get; }

    /// <summary>The key that the current one replaced, for as long as the slot allows; null when there is none.</summary>
    public byte[]? Previous { get; }

    /// <summary>Opens a slot. A key that cannot be read is an empty one, which fits nothing.</summary>
    public static CandidateKeys Of(SessionKeySlot? slot, AppSnapshot snapshot, string openId, DateTimeOffset now) => new(
        Open(slot?.Current, snapshot, openId) ?? [],
        slot is not null && now < slot.PreviousUntil ? Open(slot.Previous, snapshot, openId) : null);

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(Current);
        CryptographicOperations.ZeroMemory(Previous);
    }

    private static byte[]? Open(SealedSessionKey? key, AppSnapshot snapshot, string openId) =>
        key is null ? null : snapshot.SessionKeySeal.Open(key.Blob.Span, openId);
}

using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WeChatMini.Benchmarks.Harness;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Benchmarks.Stores;

/// <summary>A token's two hashes, a look-up by hand, and the session that comes of its data, with calls of the runtime and within the same second.</summary>
internal sealed class ValidationByHand(ISameWork store)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static readonly byte[] TokenLabel = Encoding.UTF8.GetBytes($"wxmini-sess-v1\0{App.Id}\0");

    private static readonly byte[] UserLabel = Encoding.UTF8.GetBytes($"wxmini-user-v1\0{App.Id}\0");

    public async Task<MiniSession?> ValidateAsync(string token)
    {
        if (!TryRead(token, out var address) || (await store.FindAsync(address, DateTimeOffset.UtcNow).WaitAsync(Limit).ConfigureAwait(false)).Session is not { } record)
        {
            return null;
        }

        var data = JsonSerializer.Deserialize(record.Data.Span, SessionJsonContext.Default.SessionData);
        return data?.AppId == App.Id && HandleOf(data.OpenId) == address.User ? new MiniSession(record, address, "", data) : null;
    }

    private static bool TryRead(string token, out SessionAddress address)
    {
        Span<byte> input = stackalloc byte[TokenLabel.Length + 48];
        TokenLabel.CopyTo(input);
        if (Base64Url.DecodeFromChars(token, input[TokenLabel.Length..], out _, out var written) != OperationStatus.Done || written != 48)
        {
            address = default;
            return false;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, hash);
        address = new SessionAddress(new UserHandle(input.Slice(TokenLabel.Length, UserHandle.Size)), new TokenHash(hash));
        return true;
    }

    private static UserHandle HandleOf(string openId)
    {
        Span<byte> input = stackalloc byte[UserLabel.Length + Encoding.UTF8.GetByteCount(openId)];
        UserLabel.CopyTo(input);
        Encoding.UTF8.GetBytes(openId, input[UserLabel.Length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, hash);
        return new UserHandle(hash[..UserHandle.Size]);
    }
}

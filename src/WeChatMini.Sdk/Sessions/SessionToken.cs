using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.Sdk.Sessions;

/// <summary>
/// The token that the mini-program holds: 16 bytes of <see cref="UserHandle"/> and 32 random bytes, as 64 Base64Url characters.
/// One per app, since the AppID goes into both hashes: another app's token finds nothing here.
/// </summary>
internal sealed class SessionToken
{
    public const int TextLength = 64;

    private const int Bytes = 48;
    private const int StackLimit = 256;

    private readonly byte[] _tokenPrefix;
    private readonly byte[] _userPrefix;

    public SessionToken(string appId)
    {
        _tokenPrefix = Encoding.UTF8.GetBytes("wxmini-sess-v1\0" + appId + "\0");
        _userPrefix = Encoding.UTF8.GetBytes("wxmini-user-v1\0" + appId + "\0");
    }

    public UserHandle HandleOf(string openId)
    {
        var length = _userPrefix.Length + Encoding.UTF8.GetByteCount(openId);
        Span<byte> input = length <= StackLimit ? stackalloc byte[StackLimit] : new byte[length];
        _userPrefix.CopyTo(input);
        Encoding.UTF8.GetBytes(openId, input[_userPrefix.Length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input[..length], hash);
        return new UserHandle(hash[..UserHandle.Size]);
    }

    /// <summary>Makes a token for a user; the address is what the store may know of it.</summary>
    public string Create(UserHandle user, out SessionAddress address)
    {
        Span<byte> token = stackalloc byte[Bytes];
        user.CopyTo(token);
        RandomNumberGenerator.Fill(token[UserHandle.Size..]);
        address = new SessionAddress(user, HashOf(token));
        var text = Base64Url.EncodeToString(token);
        CryptographicOperations.ZeroMemory(token);
        return text;
    }

    /// <summary>Reads a token by length and alphabet alone, before any store is asked.</summary>
    public bool TryRead(ReadOnlySpan<char> text, out SessionAddress address)
    {
        Span<byte> token = stackalloc byte[Bytes];

        // Base64Url skips white space, so 64 characters that hold any come out shorter than 48 bytes. Its Try method throws on a foreign character.
        if (text.Length != TextLength || Base64Url.DecodeFromChars(text, token, out _, out var written) != OperationStatus.Done || written != Bytes)
        {
            address = default;
            return false;
        }

        address = new SessionAddress(new UserHandle(token[..UserHandle.Size]), HashOf(token));
        return true;
    }

    private TokenHash HashOf(ReadOnlySpan<byte> token)
    {
        var length = _tokenPrefix.Length + Bytes;
        Span<byte> input = length <= StackLimit ? stackalloc byte[StackLimit] : new byte[length];
        _tokenPrefix.CopyTo(input);
        token.CopyTo(input[_tokenPrefix.Length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input[..length], hash);
        return new TokenHash(hash);
    }
}

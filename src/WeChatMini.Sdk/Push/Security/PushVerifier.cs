using WeChatMini.Sdk.Apps;
using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Security;

/// <summary>
/// The only way from bytes to a push. The order is the policy (security policy 4.5): what costs nothing is checked first, and a body is
/// neither read nor parsed before somebody who knows the Token has asked for it. Each failure is null, so that none can be told from another.
/// </summary>
internal sealed class PushVerifier(AppSnapshot snapshot)
{
    private readonly PushSecrets _secrets = snapshot.Push;
    private byte[] _token = [];

    /// <summary>What the signature says; set by <see cref="Admit"/>.</summary>
    public PushQuery Query { get; private set; } = null!;

    /// <summary>Checks everything that can be checked without the body: parameters, signature, time.</summary>
    public bool Admit(string? query, DateTimeOffset now)
    {
        if (PushQuery.Read(query) is not { } found || !FindToken(found))
        {
            return false;
        }

        Query = found;
        return (now - found.Time).Duration() <= snapshot.Options.Push.ReplayWindow;
    }

    /// <summary>Checks and opens the body of an admitted request.</summary>
    public OpenedPush? Open(ReadOnlyMemory<byte> body)
    {
        if (body.Length > snapshot.Options.Push.MaxBodyBytes || PushReader.Read(body, PushReader.OuterDepth) is not { } outer)
        {
            return null;
        }

        if (outer.Root.Find("Encrypt") is { HasText: true } sealedPart)
        {
            return OpenSealed(sealedPart.TextBytes.Trim(" \t\r\n"u8));
        }

        return snapshot.Options.Push.AllowUnauthenticatedBody && !Query.HasMessageSignature ? new OpenedPush(outer, null) : null;
    }

    private OpenedPush? OpenSealed(ReadOnlyMemory<byte> encrypt)
    {
        if (!Query.IsSignedWith(_token, encrypt.Span))
        {
            return null;
        }

        foreach (var key in _secrets.Keys)
        {
            if (PushCipher.Open(key, _secrets.AppId, encrypt.Span) is { } message)
            {
                return PushReader.Read(message, PushReader.InnerDepth) is { } inner ? new OpenedPush(inner, new ReplySeal(_token, key, _secrets.AppId, Query.Nonce)) : null;
            }
        }

        return null;
    }

    private bool FindToken(PushQuery query)
    {
        foreach (var token in _secrets.Tokens)
        {
            if (query.IsSignedWith(token))
            {
                _token = token;
                return true;
            }
        }

        return false;
    }
}

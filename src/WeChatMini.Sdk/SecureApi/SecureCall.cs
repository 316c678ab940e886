using System.Net.Http.Headers;
using System.Security.Cryptography;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>One protected call: seals the request for each attempt, and opens the answer. Prints nothing, and has no property: logs take objects apart.</summary>
internal sealed class SecureCall : IDisposable
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>The three members of an ordinary app, and their punctuation.</summary>
    private const int MembersSize = 160;

    /// <summary>What an ordinary call fits into.</summary>
    private const int InitialSize = 1024;

    private readonly SecureKeys _keys;
    private readonly ReadOnlyMemory<byte> _body;
    private readonly (string Name, string Value)[] _parameters;
    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly SecureApiGate? _gate;
    private string _origin = "";

    /// <param name="keys">The keys, entered; leaving is this call's business from here on.</param>
    /// <param name="path">The path.</param>
    /// <param name="query">The query of the address, which is encrypted, too.</param>
    /// <param name="body">The body: a JSON object or nothing.</param>
    /// <param name="parameters">What the last hop would add to the address, but for the token.</param>
    /// <param name="clock">Says the time.</param>
    /// <param name="gate">Is told of an answer that was verified by a certificate on its way out.</param>
    public SecureCall(SecureKeys keys, string path, string query, ReadOnlyMemory<byte> body, (string Name, string Value)[] parameters, TimeProvider clock, SecureApiGate? gate)
    {
        SecureMembers.InnerOf(body.Span);
        _body = body;
        _path = path;
        _parameters = QueryText.With(query, parameters);
        _clock = clock;
        _gate = gate;
        _keys = keys;
    }

    /// <summary>Encrypts and signs for one attempt, with a new nonce and the time of now.</summary>
    /// <param name="host">Where it goes.</param>
    public SealedRequest Seal(Uri host)
    {
        _origin = SecureText.Origin(host);
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        var (serial, cipher) = _keys.Ciphers[0];
        var plaintext = new RentedBytes(_body.Length + MembersSize);
        var text = new RentedBytes(InitialSize);
        try
        {
            SecureMembers.Write(ref plaintext, _keys.AppId, timestamp, _parameters, _body.Span);
            var additional = text.Room(SecureText.MaxBytes(_origin, _path, _keys.AppId, serial));
            additional = additional[..SecureText.WriteAdditionalData(additional, _origin, _path, _keys.AppId, timestamp, serial)];
            Span<byte> nonce = stackalloc byte[NonceSize];
            Span<byte> tag = stackalloc byte[TagSize];
            RandomNumberGenerator.Fill(nonce);
            cipher.Encrypt(nonce, plaintext.Span, plaintext.Span, tag, additional);

            // The head of the signed text and the body stand in one piece of memory, so that what is signed is what is sent.
            text.Advance(SecureText.WriteSignedHead(text.Room(SecureText.MaxBytes(_origin, _path, _keys.AppId, "")), _origin, _path, _keys.AppId, timestamp));
            var head = text.Count;
            SealedBody.Write(ref text, nonce, plaintext.Span, tag);
            Span<byte> signature = stackalloc byte[_keys.Signer.MaxBytes];
            signature = signature[.._keys.Signer.Sign(text.Span, signature)];
            return new SealedRequest(text.Span[head..].ToArray(), _keys.AppId, timestamp, Convert.ToBase64String(signature));
        }
        finally
        {
            plaintext.Dispose();
            text.Dispose();
        }
    }

    /// <summary>Verifies and decrypts an answer; only its plaintext comes out.</summary>
    /// <param name="headers">The headers of the answer.</param>
    /// <param name="body">Its body.</param>
    /// <exception cref="UnusableAnswerException">It cannot be trusted; the message says why, and holds nothing of it.</exception>
    public BodyContent Open(HttpResponseHeaders headers, ReadOnlySpan<byte> body)
    {
        var stamp = new SecureStamp(headers);
        if (!stamp.IsThere)
        {
            // WeChat's guide: what is refused before it is decrypted comes back in the clear, and says no more than that it was refused.
            return ErrorOnly.Of(body) is not null ? new BodyContent(body.ToArray()) { IsUnsigned = true } : throw SecureStamp.Unsigned();
        }

        var signed = stamp.Judge(_keys, _clock.GetUtcNow());
        var text = new RentedBytes(InitialSize);
        try
        {
            text.Advance(SecureText.WriteSignedHead(text.Room(SecureText.MaxBytes(_origin, _path, _keys.AppId, "")), _origin, _path, _keys.AppId, signed.Timestamp));
            text.Append(body);
            signed.Verify(text.Span);
        }
        finally
        {
            text.Dispose();
        }

        if (signed.IsRetiring)
        {
            _gate?.Warn(_keys);
        }

        return new BodyContent(Decrypt(body, signed.Timestamp) ?? throw SecureStamp.Unopened());
    }

    public void Dispose() => _keys.Dispose();

    public override string ToString() => nameof(SecureCall);

    private byte[]? Decrypt(ReadOnlySpan<byte> body, long timestamp)
    {
        var data = new RentedBytes(body.Length);
        var plaintext = new RentedBytes(body.Length);
        try
        {
            Span<byte> nonce = stackalloc byte[NonceSize];
            Span<byte> tag = stackalloc byte[TagSize];
            if (!SealedBody.TryRead(body, nonce, ref data, tag))
            {
                return null;
            }

            foreach (var (serial, cipher) in _keys.Ciphers)
            {
                var additional = data.Room(SecureText.MaxBytes(_origin, _path, _keys.AppId, serial));
                additional = additional[..SecureText.WriteAdditionalData(additional, _origin, _path, _keys.AppId, timestamp, serial)];
                if (cipher.TryDecrypt(nonce, data.Span, tag, plaintext.Room(data.Count)[..data.Count], additional))
                {
                    plaintext.Advance(data.Count);
                    return SecureMembers.Take(plaintext.Span, _keys.AppId, timestamp);
                }
            }

            return null;
        }
        finally
        {
            data.Dispose();
            plaintext.Dispose();
        }
    }
}

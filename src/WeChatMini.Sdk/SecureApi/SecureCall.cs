using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.SecureApi;

/// <summary>One protected call: seals the request for each attempt, and opens the answer. Prints nothing, and has no property: logs take objects apart.</summary>
internal sealed class SecureCall : IDisposable
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>The three members and their punctuation, with an AppID of any length.</summary>
    private const int MembersSize = 160;

    private readonly SecureKeys _keys;
    private readonly ReadOnlyMemory<byte> _body;
    private readonly IReadOnlyList<(string Name, string Value)> _parameters;
    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly Action<SecureKeys> _warn;
    private string _address = "";

    /// <param name="keys">The keys, entered; leaving is this call's business from here on.</param>
    /// <param name="request">The request. Its query is encrypted, too.</param>
    /// <param name="body">Its body: a JSON object or nothing.</param>
    /// <param name="parameters">What the last hop would add to the address, but for the token.</param>
    /// <param name="clock">Says the time.</param>
    /// <param name="warn">Is told of an answer that was verified by a certificate on its way out.</param>
    public SecureCall(SecureKeys keys, HttpRequestMessage request, ReadOnlyMemory<byte> body, (string Name, string Value)[] parameters, TimeProvider clock, Action<SecureKeys> warn)
    {
        SecureMembers.InnerOf(body.Span);
        _body = body;
        _path = request.RequestUri!.AbsolutePath;
        _parameters = QueryText.With(request.RequestUri.Query, parameters);
        _clock = clock;
        _warn = warn;
        _keys = keys;
    }

    /// <summary>Encrypts and signs for one attempt, with a new nonce and the time of now.</summary>
    /// <param name="host">Where it goes.</param>
    public SealedRequest Seal(Uri host)
    {
        _address = SecureText.Address(host, _path);
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        var (serial, cipher) = _keys.Ciphers[0];
        using var plaintext = new RentedBytes(_body.Length + MembersSize);
        SecureMembers.Write(plaintext, _keys.AppId, timestamp, _parameters, _body.Span);

        // The head of the signed text and the body stand in one piece of memory, so that what is signed is what is sent.
        using var text = new RentedBytes(SecureText.MaxBytes(_address, _keys.AppId, serial) + Base64.GetMaxEncodedToUtf8Length(plaintext.Count) + MembersSize);
        var additional = text.GetSpan()[..SecureText.MaxBytes(_address, _keys.AppId, serial)];
        additional = additional[..SecureText.WriteAdditionalData(additional, _address, _keys.AppId, timestamp, serial)];
        Span<byte> nonce = stackalloc byte[NonceSize];
        Span<byte> tag = stackalloc byte[TagSize];
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, plaintext.Span, plaintext.Span, tag, additional);
        text.Advance(SecureText.WriteSignedHead(text.GetSpan(), _address, _keys.AppId, timestamp));
        var head = text.Count;
        SealedBody.Write(text, nonce, plaintext.Span, tag);
        Span<byte> signature = stackalloc byte[_keys.Signer.MaxBytes];
        signature = signature[.._keys.Signer.Sign(text.Span, signature)];
        return new SealedRequest(text.Span[head..].ToArray(), _keys.AppId, timestamp, Convert.ToBase64String(signature));
    }

    /// <summary>Verifies and decrypts an answer; only its plaintext comes out.</summary>
    /// <param name="headers">The headers of the answer.</param>
    /// <param name="content">Its content.</param>
    /// <exception cref="UnusableAnswerException">It cannot be trusted; the message says why, and holds nothing of it.</exception>
    public HttpContent Open(HttpResponseHeaders headers, HttpContent content)
    {
        var stamp = SecureStamp.Of(headers);
        if (stamp is null)
        {
            // WeChat's guide: what is refused before it is decrypted comes back in the clear, and says no more than that it was refused.
            return content is BodyContent error && ErrorOnly.Of(error.Bytes) is not null ? content : throw SecureStamp.Unsigned();
        }

        if (content is not BodyContent body)
        {
            throw SecureStamp.Unopened();
        }

        var signed = stamp.Judge(_keys, _clock.GetUtcNow());
        using (var text = new RentedBytes(SecureText.MaxBytes(_address, _keys.AppId, "") + body.Bytes.Length))
        {
            text.Advance(SecureText.WriteSignedHead(text.GetSpan(), _address, _keys.AppId, signed.Timestamp));
            text.Append(body.Bytes);
            signed.Verify(text.Span);
        }

        if (signed.IsRetiring)
        {
            _warn(_keys);
        }

        return new BodyContent(Decrypt(body.Bytes, signed.Timestamp) ?? throw SecureStamp.Unopened());
    }

    public void Dispose() => _keys.Dispose();

    public override string ToString() => nameof(SecureCall);

    private byte[]? Decrypt(ReadOnlySpan<byte> body, long timestamp)
    {
        using var data = new RentedBytes(body.Length);
        Span<byte> nonce = stackalloc byte[NonceSize];
        Span<byte> tag = stackalloc byte[TagSize];
        if (!SealedBody.TryRead(body, nonce, data, tag))
        {
            return null;
        }

        using var plaintext = new RentedBytes(data.Count);
        using var additional = new RentedBytes(512);
        foreach (var (serial, cipher) in _keys.Ciphers)
        {
            var room = additional.GetSpan(SecureText.MaxBytes(_address, _keys.AppId, serial));
            var text = room[..SecureText.WriteAdditionalData(room, _address, _keys.AppId, timestamp, serial)];
            if (cipher.TryDecrypt(nonce, data.Span, tag, plaintext.GetSpan(data.Count)[..data.Count], text))
            {
                plaintext.Advance(data.Count);
                return SecureMembers.Take(plaintext.Span, _keys.AppId, timestamp);
            }
        }

        return null;
    }
}

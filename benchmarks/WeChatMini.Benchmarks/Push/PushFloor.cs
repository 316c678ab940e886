using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using System.Xml;
using System.Xml.Linq;
using WeChatMini.Benchmarks.Harness;

namespace WeChatMini.Benchmarks.Push;

/// <summary>
/// The same work with calls of the runtime, as one would write it by hand: the query, both signatures, the time, the envelope, the
/// AppID, both documents, the typed event, one handler with a deadline, and the entry that keeps a second copy from it.
/// </summary>
internal sealed class PushFloor(Func<FloorEvent, CancellationToken, ValueTask> handle)
{
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
    private static readonly JsonDocumentOptions StrictJson = new() { MaxDepth = 16, AllowDuplicateProperties = false };
    private static readonly byte[] Success = "success"u8.ToArray();
    private readonly byte[] _key = Convert.FromBase64String(PushPost.EncodingAesKey + "=");
    private readonly byte[] _appId = Encoding.ASCII.GetBytes(App.Id);
    private readonly FloorLedger _ledger = new();

    public async ValueTask<FloorAnswer> HandleAsync(string query, ReadOnlyMemory<byte> body)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            Require(found.TryAdd(pair[..equals], Uri.UnescapeDataString(pair[(equals + 1)..])));
        }

        var (timestamp, nonce) = (found["timestamp"], found["nonce"]);
        Require(timestamp.Length == 10 && nonce.Length is > 0 and <= 64 && found["encrypt_type"] == "aes" && nonce.All(char.IsAsciiLetterOrDigit));
        Require(IsSigned(found["signature"], PushPost.Token, timestamp, nonce));
        var age = DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture));
        Require(age.Duration() <= TimeSpan.FromMinutes(5) && body.Length <= 256 * 1024 && Utf8.IsValid(body.Span));
        var isXml = body.Span[0] == '<';
        var encrypt = (isXml ? Load(body).Element("Encrypt")?.Value : JsonSerializer.Deserialize(body.Span, FloorPushJsonContext.Default.FloorEnvelope)?.Encrypt) ?? "";
        Require(IsSigned(found["msg_signature"], PushPost.Token, timestamp, nonce, encrypt));
        var message = Decrypt(encrypt);
        Require(Utf8.IsValid(message.Span));
        var push = isXml ? ReadXml(message) : ReadJson(message);
        var key = $"push:{App.Id}:{Convert.ToBase64String(SHA256.HashData(message.Span))}";
        if (_ledger.TryBegin(key))
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(4.5));
            await handle(push, deadline.Token);
            _ledger.Complete(key);
        }

        return new FloorAnswer(200, "text/plain", Success);
    }

    private static bool IsSigned(string signature, params string[] parts)
    {
        Array.Sort(parts, StringComparer.Ordinal);
#pragma warning disable CA5350 // WeChat's protocol says SHA-1.
        return CryptographicOperations.FixedTimeEquals(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))), Convert.FromHexString(signature));
#pragma warning restore CA5350
    }

    private static XElement Load(ReadOnlyMemory<byte> document)
    {
        using var reader = XmlReader.Create(new MemoryStream(document.ToArray()), Strict);
        return XElement.Load(reader);
    }

    /// <summary>The document as a whole, which says what it is and stays beside the event, and the event.</summary>
    private static FloorEvent ReadJson(ReadOnlyMemory<byte> message)
    {
        var document = JsonDocument.Parse(message, StrictJson).RootElement;
        Require(document.GetProperty("MsgType").ValueEquals("event") && document.GetProperty("Event").ValueEquals("user_info_modified"));
        var push = document.Deserialize(FloorPushJsonContext.Default.FloorEvent)!;
        push.Document = document;
        return push;
    }

    private static FloorEvent ReadXml(ReadOnlyMemory<byte> message)
    {
        var document = Load(message);
        Require(document.Element("MsgType")?.Value == "event" && document.Element("Event")?.Value == "user_info_modified");
        return Read(document);
    }

    private static FloorEvent Read(XElement document) => new()
    {
        Document = document,
        ToUserName = document.Element("ToUserName")?.Value,
        FromUserName = document.Element("FromUserName")?.Value,
        CreateTime = (long?)document.Element("CreateTime") ?? 0,
        MsgType = document.Element("MsgType")?.Value,
        Event = document.Element("Event")?.Value,
        OpenId = document.Element("OpenID")?.Value,
        AppId = document.Element("AppID")?.Value,
        RevokeInfo = document.Element("RevokeInfo")?.Value,
    };

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("The floor refuses what it was given.");
        }
    }

    private ReadOnlyMemory<byte> Decrypt(string encrypt)
    {
        var cipher = Convert.FromBase64String(encrypt);
        using var aes = Aes.Create();
        aes.Key = _key;
        var plain = aes.DecryptCbc(cipher, _key.AsSpan(0, 16), PaddingMode.None);
        int pad = plain[^1];
        Require(pad is >= 1 and <= 32);
        var wrong = 0;
        foreach (var value in plain.AsSpan(plain.Length - pad))
        {
            wrong |= value ^ pad;
        }

        var content = plain.AsMemory(0, plain.Length - pad);
        var length = BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(16));
        Require(wrong == 0 && length == content.Length - 20 - _appId.Length && CryptographicOperations.FixedTimeEquals(content.Span[(20 + length)..], _appId));
        return content.Slice(20, length);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace WeChatMini.Sdk.Testing.Push;

/// <summary>Reads what the code under test answered.</summary>
internal static class PushReplyText
{
    public static string? Read(FakePush push, string appId, string body)
    {
        if (body is "" or "success")
        {
            return body;
        }

        if (push.Mode == FakePushMode.Plain)
        {
            return body;
        }

        try
        {
            return push.Format == FakePushFormat.Json ? FromJson(push, appId, JsonNode.Parse(body)!.AsObject()) : FromXml(push, appId, body);
        }
        catch (Exception exception) when (exception is JsonException or XmlException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? FromJson(FakePush push, string appId, JsonObject reply) =>
        Open(push, appId, reply["Encrypt"]?.GetValue<string>(), reply["MsgSignature"]?.GetValue<string>(), reply["TimeStamp"]?.ToString(), reply["Nonce"]?.GetValue<string>());

    private static string? FromXml(FakePush push, string appId, string body)
    {
        using var text = new StringReader(body);
        using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var reply = XElement.Load(reader);
        return Open(push, appId, reply.Element("Encrypt")?.Value, reply.Element("MsgSignature")?.Value, reply.Element("TimeStamp")?.Value, reply.Element("Nonce")?.Value);
    }

    private static string? Open(FakePush push, string appId, string? encrypt, string? signature, string? timestamp, string? nonce) =>
        encrypt is not null && timestamp is not null && nonce is not null && signature == PushSeal.Sign(push.Token, timestamp, nonce, encrypt)
            ? PushSeal.Open(push.EncodingAESKey, encrypt, appId)
            : null;
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace WeChatMini.Sdk.Testing.Push;

/// <summary>Puts one request together, right or wrong in one way.</summary>
internal sealed class PushBuilder(FakePush push, string appId, DateTimeOffset now, FakePushCorruption wrong)
{
    private const string OtherKey = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA";

    private readonly string _token = wrong == FakePushCorruption.ForeignToken ? "foreign1" : push.Token;
    private readonly string _nonce = FakePush.NewNonce();
    private readonly string _timestamp = (now.ToUnixTimeSeconds() + (wrong switch
    {
        FakePushCorruption.StaleTimestamp => -600,
        FakePushCorruption.FutureTimestamp => 600,
        _ => 0,
    })).ToString(CultureInfo.InvariantCulture);

    public FakePushRequest Check(string echo) => new("GET", Query(null) + "&echostr=" + Uri.EscapeDataString(echo), null, default);

    public FakePushRequest Deliver(FakePushMessage message)
    {
        var document = (JsonObject)message.Document.DeepClone();
        string? encrypt = null;
        if (push.Mode != FakePushMode.Plain && wrong != FakePushCorruption.InTheClear)
        {
            encrypt = PushCorruptions.Ciphertext(Seal(document), wrong);
            document = push.Mode == FakePushMode.Secure ? new JsonObject { ["ToUserName"] = document["ToUserName"]?.DeepClone() } : document;
            document["Encrypt"] = encrypt;
        }

        var body = PushCorruptions.Body(document, PushText.Of(document, push.Format), push.Format, wrong);
        var signature = encrypt is null || wrong == FakePushCorruption.MissingMessageSignature ? null : PushSeal.Sign(_token, _timestamp, _nonce, encrypt);
        if (wrong == FakePushCorruption.ChangedCiphertext)
        {
            body = PushCorruptions.ChangeCiphertext(body, encrypt!);
        }

        return new("POST", Query(signature, message.Document["FromUserName"]?.ToString()), push.Format == FakePushFormat.Json ? "application/json" : "text/xml", body);
    }

    private byte[] Seal(JsonObject document) => PushSeal.Seal(
        wrong == FakePushCorruption.ForeignKey ? OtherKey : push.EncodingAESKey,
        PushCorruptions.Message(document, PushText.Of(document, push.Format), push.Format, wrong),
        wrong switch
        {
            FakePushCorruption.ForeignAppId => "wxffffffffffffffff",
            FakePushCorruption.LongerAppId => appId + "0",
            FakePushCorruption.EmptyAppId => "",
            _ => appId,
        },
        wrong);

    private string Query(string? messageSignature, string? openId = null)
    {
        var signature = PushSeal.Sign(_token, _timestamp, _nonce);
        signature = wrong == FakePushCorruption.WrongSignature ? PushCorruptions.OtherDigit(signature) : signature;
        var query = new StringBuilder();
        query.Append(wrong == FakePushCorruption.MissingSignature ? "" : $"signature={signature}&");
        query.Append(wrong == FakePushCorruption.RepeatedSignature ? $"signature={signature}&" : "");
        query.Append(wrong == FakePushCorruption.MovedBoundary ? $"timestamp={_timestamp}{_nonce[0]}&nonce={_nonce[1..]}" : $"timestamp={_timestamp}&nonce={_nonce}");
        query.Append(openId is null ? "" : "&openid=" + Uri.EscapeDataString(openId));
        query.Append(messageSignature is null && wrong != FakePushCorruption.MissingMessageSignature ? "" : "&encrypt_type=aes");
        query.Append(messageSignature is null ? "" : "&msg_signature=" + (wrong == FakePushCorruption.WrongMessageSignature ? PushCorruptions.OtherDigit(messageSignature) : messageSignature));
        return query.ToString();
    }
}

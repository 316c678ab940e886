using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Push.Security;
using Xunit;

namespace WeChatMini.Sdk.Tests.Push;

/// <summary>Published vectors and our own, under every culture. What has a request goes through the endpoint.</summary>
public sealed class VectorTests
{
    private static readonly Dictionary<string, JsonNode> All = Resource.Read("push-vectors.json").ToDictionary(vector => vector["id"]!.GetValue<string>());

    public static TheoryData<string, string> Signatures => Of("push.signature");

    public static TheoryData<string, string> Sorted => Of("push.signature.sorted_sha1");

    public static TheoryData<string, string> Deliveries => Of("push.encrypted.json", "push.encrypted.xml");

    public static TheoryData<string, string> Replies => Of("push.reply.json", "push.reply.xml");

    public static TheoryData<string, string> Envelopes => Of("push.encrypt.aes");

    public static TheoryData<string, string> EncryptedChecks => Of("push.url_verify.encrypted");

    [Fact]
    public void Every_vector_has_its_test() =>
        Assert.Empty(All.Values.Select(vector => vector["kind"]!.GetValue<string>()).Except(
            ["push.signature", "push.signature.sorted_sha1", "push.encrypted.json", "push.encrypted.xml", "push.reply.json", "push.reply.xml", "push.encrypt.aes", "push.msg_signature", "push.url_verify.encrypted", "push.replay"]));

    [Theory]
    [MemberData(nameof(Signatures))]
    public async Task The_signature_of_an_address_check(string id, string culture)
    {
        using var _ = Cultures.Use(culture);
        var (inputs, expected) = Parts(id);
        var echo = (string?)inputs["echostr"] ?? "4375120948345356249";
        await using var stage = Stage(inputs);

        var answer = await stage.SendAsync("GET", $"signature={expected["signature"]}&timestamp={inputs["timestamp"]}&nonce={inputs["nonce"]}&echostr={echo}");

        Assert.Equal(echo, Encoding.UTF8.GetString(answer.Body.Span));
        Assert.Equal("text/plain", answer.Headers["Content-Type"]);
        foreach (var wrong in new[] { Flip((string)expected["signature"]!), ((string)expected["signature"]!)[..39], "", "none" })
        {
            stage.IsRefused(await stage.SendAsync("GET", $"signature={wrong}&timestamp={inputs["timestamp"]}&nonce={inputs["nonce"]}&echostr={echo}"));
        }
    }

    [Theory]
    [MemberData(nameof(Sorted))]
    public void Parts_are_sorted_ordinally(string id, string culture)
    {
        using var _ = Cultures.Use(culture);
        var (inputs, expected) = Parts(id);
        var parts = inputs["parts"]!.AsArray().Select(part => Encoding.UTF8.GetBytes(part!.GetValue<string>())).ToList();

        // The signature has four parts; of longer lists each four neighbours of the right order, in every order.
        var order = expected["order"]?.AsArray().Select(part => Encoding.UTF8.GetBytes(part!.GetValue<string>())).ToList();
        if (order is null)
        {
            AssertHash((string)expected["sha1"]!, [.. parts, .. Enumerable.Repeat<byte[]>([], 4 - parts.Count)]);
            return;
        }

        for (var start = 0; start + 4 <= order.Count; start++)
        {
            var four = order.GetRange(start, 4);
#pragma warning disable CA5350 // WeChat's algorithm.
            var right = Convert.ToHexStringLower(System.Security.Cryptography.SHA1.HashData(four.SelectMany(part => part).ToArray()));
#pragma warning restore CA5350
            foreach (var mixed in Permutations(four))
            {
                AssertHash(right, mixed);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task An_encrypted_push(string id, string culture)
    {
        using var _ = Cultures.Use(culture);
        var (inputs, expected) = Parts(id);
        await using var stage = Stage(inputs);
        var encrypt = (string?)inputs["encrypt"] ?? (string)inputs["body"]!["Encrypt"]!;
        var timestamp = ((string)inputs["timestamp"]!).PadLeft(10, '0');
        var query = $"signature={PushStage.Signature((string)inputs["token"]!, timestamp, (string)inputs["nonce"]!)}&timestamp={timestamp}&nonce={inputs["nonce"]}&encrypt_type=aes"
            + (inputs["msg_signature"] is { } signature ? $"&msg_signature={signature}" : "");
        string[] bodies = [new JsonObject { ["ToUserName"] = "gh_x", ["Encrypt"] = encrypt }.ToJsonString(), $"<xml><ToUserName>gh_x</ToUserName>\n<Encrypt><![CDATA[{encrypt}]]></Encrypt>\n</xml>", $$"""{ "Encrypt" : " {{encrypt}}\n" }"""];
        foreach (var body in bodies)
        {
            var answer = await stage.SendAsync("POST", query, Encoding.UTF8.GetBytes(body));
            if ((string?)expected["result"] != "ok")
            {
                stage.IsRefused(answer);
                continue;
            }

            PushStage.IsSuccess(answer);
            Assert.Equal((string)expected["message"]!, Assert.Single(stage.Handled).GetRawText());
            Assert.Equal(expected["msg_len"]?.GetValue<int>() ?? Encoding.UTF8.GetByteCount((string)expected["message"]!), Encoding.UTF8.GetByteCount(stage.Handled.Single().GetRawText()));
        }
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void An_encrypted_reply(string id, string culture)
    {
        using var _ = Cultures.Use(culture);
        var (inputs, expected) = Parts(id);
        var seconds = long.Parse(inputs["timestamp"]!.ToString(), CultureInfo.InvariantCulture);
        var seal = new ReplySeal(Bytes(inputs["token"]!), Key(inputs), Bytes(inputs["appid"]!), ((string)inputs["nonce"]!).AsMemory());

        var json = JsonNode.Parse(seal.Seal(PushFormat.Json, Bytes(inputs["message"]!), DateTimeOffset.FromUnixTimeSeconds(seconds), Bytes(inputs["random"]!)))!;
        var xml = Encoding.UTF8.GetString(seal.Seal(PushFormat.Xml, Bytes(inputs["message"]!), DateTimeOffset.FromUnixTimeSeconds(seconds), Bytes(inputs["random"]!)));

        Assert.Equal((string)expected["Encrypt"]!, (string)json["Encrypt"]!);
        Assert.Equal((string)expected["MsgSignature"]!, (string)json["MsgSignature"]!);
        Assert.Equal(seconds, json["TimeStamp"]!.GetValue<long>());
        Assert.Equal((string)inputs["nonce"]!, (string)json["Nonce"]!);
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"<xml><Encrypt><![CDATA[{expected["Encrypt"]}]]></Encrypt><MsgSignature><![CDATA[{expected["MsgSignature"]}]]></MsgSignature><TimeStamp>{seconds}</TimeStamp><Nonce><![CDATA[{inputs["nonce"]}]]></Nonce></xml>"),
            xml);
    }

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void An_envelope_opens_and_closes(string id, string culture)
    {
        using var _ = Cultures.Use(culture);
        var (inputs, expected) = Parts(id);

        Assert.Equal((string)expected["Encrypt"]!, PushCipher.Seal(Key(inputs), Bytes(inputs["appid"]!), Bytes(inputs["message"]!), Bytes(inputs["random"]!)));
        Assert.Equal(Bytes(inputs["message"]!), PushCipher.Open(Key(inputs), Bytes(inputs["appid"]!), Bytes(expected["Encrypt"]!)));
        Assert.Null(PushCipher.Open(Key(inputs), "wxb11529c136998cb7"u8, Bytes(expected["Encrypt"]!)));
    }

    /// <summary>Mini-programs are checked in the clear; the vector is of the same signature and envelope.</summary>
    [Theory]
    [MemberData(nameof(EncryptedChecks))]
    public void An_encrypted_echo_is_the_same_signature_and_envelope(string id, string culture)
    {
        using var _ = Cultures.Use(culture);
        var (inputs, expected) = Parts(id);

        Assert.True(PushSignature.Verify(Convert.FromHexString((string)inputs["msg_signature"]!), Bytes(inputs["token"]!), Bytes(inputs["timestamp"]!), Bytes(inputs["nonce"]!), Bytes(inputs["echostr"]!)));
        Assert.Equal(Bytes(expected["echo"]!), PushCipher.Open(Key(inputs), Bytes(inputs["receive_id"]!), Bytes(inputs["echostr"]!)));
    }

    [Fact]
    public void The_signature_of_a_body()
    {
        var (inputs, expected) = Parts("push.msg_signature-01");
        Assert.True(PushSignature.Verify(Convert.FromHexString((string)expected["msg_signature"]!), Bytes(inputs["token"]!), Bytes(inputs["timestamp"]!), Bytes(inputs["nonce"]!), Bytes(inputs["encrypt"]!)));
        Assert.False(PushSignature.Verify(Convert.FromHexString(Flip((string)expected["msg_signature"]!)), Bytes(inputs["token"]!), Bytes(inputs["timestamp"]!), Bytes(inputs["nonce"]!), Bytes(inputs["encrypt"]!)));
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public async Task A_push_is_taken_within_its_window(int secondsLater, bool isTaken)
    {
        var (inputs, _) = Parts("push.replay-01");
        await using var stage = Stage(inputs, secondsLater, plain: true);

        var answer = await stage.SendAsync("POST", $"signature={inputs["signature"]}&timestamp={inputs["timestamp"]}&nonce={inputs["nonce"]}", """{"MsgType":"text","MsgId":1}"""u8.ToArray());

        Assert.Equal(isTaken ? 200 : 403, answer.StatusCode);
        Assert.Equal(isTaken ? 1 : 0, stage.Handled.Count);
    }

    private static PushStage Stage(JsonNode inputs, int secondsLater = 0, bool plain = false) => new(
        options =>
        {
            // No AppID has a space; the vector is about one that is not right.
            options.AppId = ((string?)inputs["appid"] ?? "wxba5fad812f8e6fb9").Replace(' ', '-');
            options.Push.Token = ((string)inputs["token"]!);
            options.Push.EncodingAESKey = (string?)inputs["encoding_aes_key"] ?? new string('A', 43);
            options.Push.AllowUnauthenticatedBody = plain;
        },
        clock: new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(long.Parse((string)inputs["timestamp"]!, CultureInfo.InvariantCulture) + secondsLater is var now and > 1000 ? now : 1_700_000_000)));

    private static (JsonNode Inputs, JsonNode Expected) Parts(string id) => (All[id]["inputs"]!, All[id]["expected"]!);

    private static TheoryData<string, string> Of(params string[] kinds)
    {
        var data = new TheoryData<string, string>();
        foreach (var culture in Cultures.Names)
        {
            foreach (var (id, vector) in All)
            {
                if (kinds.Contains(vector["kind"]!.GetValue<string>()))
                {
                    data.Add(id, culture);
                }
            }
        }

        return data;
    }

    private static string Flip(string signature) => signature[..^1] + (signature[^1] == '0' ? '1' : '0');

    private static byte[] Bytes(JsonNode text) => Encoding.UTF8.GetBytes(text.ToString());

    private static byte[] Key(JsonNode inputs) => Convert.FromBase64String(inputs["encoding_aes_key"] + "=");

    private static void AssertHash(string expected, List<byte[]> parts)
    {
        var hash = new byte[20];
        PushSignature.Compute(parts[0], parts[1], parts[2], parts[3], hash);
        Assert.Equal(expected, Convert.ToHexStringLower(hash));
    }

    private static IEnumerable<List<byte[]>> Permutations(List<byte[]> items) =>
        items.Count <= 1 ? [items] : items.SelectMany((item, index) => Permutations([.. items.Take(index), .. items.Skip(index + 1)]).Select(rest => (List<byte[]>)[item, .. rest]));
}

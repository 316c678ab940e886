using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Http;
using WeChatMini.Sdk.SecureApi;
using Xunit;

namespace WeChatMini.Sdk.Tests.SecureApi;

/// <summary>The examples of WeChat's guide. The end of a certificate does not count, so that these hold for ever.</summary>
public sealed class SecureVectorTests
{
    private static readonly Uri Host = new("https://api.weixin.qq.com");
    private static readonly JsonArray All = Read();

    [Fact]
    public void The_request_of_the_guide_is_encrypted_to_the_same_bytes()
    {
        var (inputs, expected) = Get("apisec.aes256gcm.encrypt-01");
        using var cipher = new AesCipher(Convert.FromBase64String(Text(inputs, "sym_key")));
        var plaintext = Encoding.UTF8.GetBytes(Text(inputs, "plaintext"));
        var (data, tag) = (new byte[plaintext.Length], new byte[16]);
        var additional = new byte[512];
        additional = additional[..SecureText.WriteAdditionalData(additional, SecureText.Origin(Host), "/wxa/getuserriskrank", Text(inputs, "appid"), (long)inputs["timestamp"]!, Text(inputs, "sym_sn"))];

        cipher.Encrypt(Convert.FromBase64String(Text(inputs, "iv")), plaintext, data, tag, additional);

        Assert.Equal(Text(inputs, "aad"), Encoding.UTF8.GetString(additional));
        Assert.Equal((Text(expected, "data"), Text(expected, "authtag")), (Convert.ToBase64String(data), Convert.ToBase64String(tag)));
        var body = new RentedBytes(16);
        SealedBody.Write(ref body, Convert.FromBase64String(Text(inputs, "iv")), data, tag);
        Assert.Equal(Text(Get("apisec.rsa_pss.request_signature-01").Inputs, "body"), Encoding.UTF8.GetString(body.Span));
    }

    [Fact]
    public void The_signature_of_the_guide_and_one_of_our_own_verify_over_the_same_text()
    {
        var (inputs, _) = Get("apisec.rsa_pss.request_signature-01");
        using var rsa = RSA.Create();
        rsa.ImportFromPem(Text(inputs, "public_key_pem"));
        using var verifier = new RsaVerifier(rsa);
        var text = new byte[1024];
        var head = SecureText.WriteSignedHead(text, SecureText.Origin(Host), "/wxa/getuserriskrank", Text(inputs, "appid"), (long)inputs["timestamp"]!);
        byte[] signed = [.. text[..head], .. Encoding.UTF8.GetBytes(Text(inputs, "body"))];

        Assert.Equal(Text(inputs, "payload"), Encoding.UTF8.GetString(signed));
        Assert.True(verifier.Verify(signed, Convert.FromBase64String(Text(inputs, "signature"))));

        using var signer = RsaSuite.Instance.Signer(new() { Value = Text(inputs, "private_key_pem") });
        var signature = new byte[signer.MaxBytes];
        Assert.Equal(256, signer.Sign(signed, signature));
        Assert.True(verifier.Verify(signed, signature));
    }

    [Fact]
    public async Task The_answer_of_the_guide_opens_and_loses_the_members_of_the_protocol()
    {
        var opened = Open(_ => { });

        Assert.Equal("""{"errcode":0,"errmsg":"getuserriskrank succ","risk_rank":0,"unoin_id":2258658297}""", await opened.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Wechatmp-Signature", "another signature")]
    [InlineData("Wechatmp-TimeStamp", "1635927955")]
    [InlineData("Wechatmp-TimeStamp", "01635927956")]
    [InlineData("Wechatmp-TimeStamp", "")]
    [InlineData("Wechatmp-Appid", "wxba6223c06417af7c")]
    [InlineData("Wechatmp-Serial", "79ba700ea147819f640941bceb38b1d2")]
    public void The_answer_of_the_guide_with_another_header_is_refused(string name, string value) =>
        Assert.Throws<UnusableAnswerException>(() => Open(headers => headers[name] = value));

    /// <summary>The guide's answer is from a time of two certificates. The deprecated one is in the guide by its serial number only.</summary>
    [Fact]
    public void A_serial_number_alone_is_no_certificate()
    {
        var failure = Assert.Throws<UnusableAnswerException>(() => Open(static _ => { }, serial: "ffffffffffffffffffffffffffffffff"));

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
    }

    [Theory]
    [InlineData(299, true)]
    [InlineData(-299, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void The_answer_of_the_guide_lives_for_five_minutes(int seconds, bool isTaken)
    {
        var failure = Record.Exception(() => Open(static _ => { }, after: seconds));

        Assert.Equal(isTaken, failure is null);
    }

    /// <summary>The console has another symmetric key by the time of the answer.</summary>
    [Fact]
    public void An_answer_under_a_further_symmetric_key_is_opened() =>
        Assert.NotNull(Open(static _ => { }, symmetric: options => (options.PreviousSymmetricKeys, options.SymmetricKey) = ([options.SymmetricKey], new() { Serial = "2", Value = Convert.ToBase64String(new byte[32]) })));

    [Theory]
    [InlineData("apisec.aes256gcm.decrypt-02")]
    [InlineData("apisec.aes256gcm.decrypt-04")]
    public void A_changed_time_or_app_does_not_decrypt(string id)
    {
        var (inputs, _) = Get(id);
        using var cipher = new AesCipher(Convert.FromBase64String(Text(inputs, "sym_key")));
        var data = new RentedBytes(16);
        var (nonce, tag, additional) = (new byte[12], new byte[16], new byte[512]);
        Assert.True(SealedBody.TryRead(Encoding.UTF8.GetBytes(inputs["body"]!.ToJsonString()), nonce, ref data, tag));
        additional = additional[..SecureText.WriteAdditionalData(additional, SecureText.Origin(Host), "/wxa/getuserriskrank", Text(inputs, "appid"), (long)inputs["timestamp"]!, Text(inputs, "sym_sn"))];

        Assert.False(cipher.TryDecrypt(nonce, data.Span, tag, new byte[data.Count], additional));
    }

    [Fact]
    public void The_example_of_another_library_is_encrypted_to_the_same_bytes()
    {
        var (inputs, expected) = Get("apisec.aead-aes");
        var sealedText = new byte[Text(inputs, "plaintext").Length + 16];
        using var cipher = new AesCipher(Encoding.UTF8.GetBytes(Text(inputs, "key")));

        cipher.Encrypt(Encoding.UTF8.GetBytes(Text(inputs, "nonce")), Encoding.UTF8.GetBytes(Text(inputs, "plaintext")), sealedText.AsSpan(0, sealedText.Length - 16), sealedText.AsSpan(sealedText.Length - 16), Encoding.UTF8.GetBytes(Text(inputs, "aad")));

        Assert.Equal(Text(expected, "sealed"), Convert.ToBase64String(sealedText));
    }

    private static BodyContent Open(Action<Dictionary<string, string>> change, string? serial = null, int after = 0, Action<WeChatSecureApiOptions>? symmetric = null)
    {
        var (answer, _) = Get("apisec.rsa_pss.response_signature-01");
        var (encrypted, _) = Get("apisec.aes256gcm.decrypt-01");
        var (request, _) = Get("apisec.rsa_pss.request_signature-01");
        var options = new WeChatMiniOptions
        {
            AppId = Text(encrypted, "appid"),
            SecureApi = new()
            {
                SymmetricKey = new() { Serial = Text(encrypted, "sym_sn"), Value = Text(encrypted, "sym_key") },
                PrivateKey = new() { Value = Text(request, "private_key_pem") },
                Certificate = new() { Serial = serial ?? Text(answer, "platform_cert_sn"), Value = Text(answer, "platform_cert_pem") },
            },
        };
        symmetric?.Invoke(options.SecureApi);
        using var keys = new SecureKeys(options, RsaSuite.Instance);
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1635927956 + after));
        using var call = new SecureCall(keys.Enter(), "/wxa/getuserriskrank", "", default, [], clock, null);
        call.Seal(Host);
        var headers = answer["response_headers"]!.AsObject().ToDictionary(pair => pair.Key, pair => (string)pair.Value!);
        change(headers);
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return call.Open(response.Headers, Encoding.UTF8.GetBytes(Text(answer, "body")));
    }

    private static string Text(JsonNode node, string name) => (string)node[name]!;

    private static (JsonNode Inputs, JsonNode Expected) Get(string id)
    {
        var vector = All.Single(vector => (string)vector!["id"]! == id)!;
        return (vector["inputs"]!, vector["expected"] ?? new JsonObject());
    }

    private static JsonArray Read()
    {
        using var stream = typeof(SecureVectorTests).Assembly.GetManifestResourceStream("secure-api.json")!;
        return JsonNode.Parse(stream)!.AsArray();
    }
}

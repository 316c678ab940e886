using System.Text;
using System.Text.Json.Nodes;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Xunit;

namespace WeChatMini.Sdk.Apis.Sm.Tests;

/// <summary>The examples of WeChat's guide and of another library.</summary>
public sealed class SmVectorTests
{
    private static readonly JsonArray All = Read();

    [Fact]
    public void The_request_of_the_guide_decrypts()
    {
        var (inputs, expected) = Get("apisec.sm4gcm.decrypt-01");
        using var cipher = new Sm4Cipher(Convert.FromBase64String(Text(inputs, "sym_key")));
        var body = inputs["body"]!;
        var data = Convert.FromBase64String(Text(body, "data"));
        var plaintext = new byte[data.Length];

        Assert.True(cipher.TryDecrypt(Convert.FromBase64String(Text(body, "iv")), data, Convert.FromBase64String(Text(body, "authtag")), plaintext, Encoding.UTF8.GetBytes(Text(inputs, "aad"))));
        Assert.Equal(Text(expected, "plaintext"), Encoding.UTF8.GetString(plaintext));
        Assert.False(cipher.TryDecrypt(Convert.FromBase64String(Text(body, "iv")), data, Convert.FromBase64String(Text(body, "authtag")), plaintext, "another"u8));
    }

    [Fact]
    public void The_signature_of_the_guide_verifies_with_WeChats_certificate_and_its_serial_number()
    {
        var (inputs, _) = Get("apisec.sm2sm3.request_signature-01");
        var (certificates, _) = Get("apisec.certificates");
        var (text, signature) = (Encoding.UTF8.GetBytes(Text(inputs, "payload")), Convert.FromBase64String(Text(inputs, "signature_der_b64")));
        var suite = new SmSuite();
        using var verifier = suite.Verifier(new() { Serial = Text(inputs, "uid"), Value = Text(certificates, "sm2") });
        using var other = suite.Verifier(new() { Serial = "1234567812345678", Value = Text(certificates, "sm2") });

        Assert.True(verifier.Verify(text, signature));
        Assert.False(other.Verify(text, signature));
        text[10] ^= 1;
        Assert.False(verifier.Verify(text, signature));
        Assert.False(verifier.Verify(text, [1, 2, 3]));
    }

    [Fact]
    public void The_public_key_of_the_example_is_the_one_in_the_certificate()
    {
        var (inputs, _) = Get("apisec.sm2sm3.request_signature-01");
        using var reader = new PemReader(new StringReader(Text(inputs, "public_key_pem")));
        using var verifier = new Sm2Verifier((ECPublicKeyParameters)reader.ReadObject(), Encoding.ASCII.GetBytes(Text(inputs, "uid")));

        Assert.True(verifier.Verify(Encoding.UTF8.GetBytes(Text(inputs, "payload")), Convert.FromBase64String(Text(inputs, "signature_der_b64"))));
    }

    [Fact]
    public void The_example_of_another_library_is_encrypted_to_the_same_bytes()
    {
        var (inputs, expected) = Get("apisec.aead-sm4");
        var length = Text(inputs, "plaintext").Length;
        var sealedText = new byte[length + 16];
        using var cipher = new Sm4Cipher(Encoding.UTF8.GetBytes(Text(inputs, "key")));

        cipher.Encrypt(Encoding.UTF8.GetBytes(Text(inputs, "nonce")), Encoding.UTF8.GetBytes(Text(inputs, "plaintext")), sealedText.AsSpan(0, length), sealedText.AsSpan(length), Encoding.UTF8.GetBytes(Text(inputs, "aad")));

        Assert.Equal(Text(expected, "sealed"), Convert.ToBase64String(sealedText));
    }

    private static string Text(JsonNode node, string name) => (string)node[name]!;

    private static (JsonNode Inputs, JsonNode Expected) Get(string id)
    {
        var vector = All.Single(vector => (string)vector!["id"]! == id)!;
        return (vector["inputs"]!, vector["expected"] ?? new JsonObject());
    }

    private static JsonArray Read()
    {
        using var stream = typeof(SmVectorTests).Assembly.GetManifestResourceStream("secure-api.json")!;
        return JsonNode.Parse(stream)!.AsArray();
    }
}

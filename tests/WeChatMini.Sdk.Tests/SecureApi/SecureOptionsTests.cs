using System.Security.Cryptography;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.SecureApi;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.SecureApi;

/// <summary>Slips in the settings are errors at start-up that name the setting and show no key.</summary>
public sealed class SecureOptionsTests : IAsyncDisposable
{
    private readonly FakeWeChat _weChat = FakeWeChat.Start();

    public static TheoryData<string, string> Slips => new()
    {
        { "no private key", "SecureApi:PrivateKey:Value" },
        { "a public key", "SecureApi:PrivateKey:Value" },
        { "a key with a password", "SecureApi:PrivateKey:Value" },
        { "a key of 1024 bits", "SecureApi:PrivateKey:Value" },
        { "no certificate", "SecureApi:Certificate" },
        { "a public key instead of the certificate", "SecureApi:Certificate:Value" },
        { "a certificate without its serial number", "SecureApi:Certificate" },
        { "a certificate twice", "twice" },
        { "a short symmetric key", "SecureApi:SymmetricKey" },
        { "no serial number of the symmetric key", "SecureApi:SymmetricKey" },
        { "an address as a path", "SecureApi:AdditionalPaths" },
        { "an age of a day", "SecureApi:MaxAge" },
        { "ciphers that are not there", "UseSmCiphers" },
    };

    public ValueTask DisposeAsync() => _weChat.DisposeAsync();

    [Theory]
    [MemberData(nameof(Slips))]
    public async Task A_slip_is_named(string slip, string named)
    {
        var options = new WeChatMiniOptions { AppId = _weChat.AppId, AppSecret = _weChat.AppSecret, BaseAddress = _weChat.BaseAddress };
        _weChat.SecureApi.CopyTo(options.SecureApi);
        Make(slip, options.SecureApi);

        var failure = await Assert.ThrowsAsync<WeChatException>(async () =>
        {
            await using var client = WeChatMiniClient.Create(options);
            await client.UserData.GetPhoneNumberAsync("code", cancellationToken: TestContext.Current.CancellationToken);
        });

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("MII", failure.ToString(), StringComparison.Ordinal);
        Assert.True(options.SecureApi.SymmetricKey.Value.Length == 0 || !failure.ToString().Contains(options.SecureApi.SymmetricKey.Value, StringComparison.Ordinal));
    }

    private static void Make(string slip, WeChatSecureApiOptions options)
    {
        using var key = RSA.Create(slip == "a key of 1024 bits" ? 1024 : 2048);
        switch (slip)
        {
            case "no private key":
                options.PrivateKey.Value = "";
                break;
            case "a public key":
                options.PrivateKey.Value = key.ExportSubjectPublicKeyInfoPem();
                break;
            case "a key with a password":
                options.PrivateKey.Value = key.ExportEncryptedPkcs8PrivateKeyPem("password", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
                break;
            case "a key of 1024 bits":
                options.PrivateKey.Value = key.ExportPkcs8PrivateKeyPem();
                break;
            case "no certificate":
                options.Certificate.Value = "";
                break;
            case "a public key instead of the certificate":
                options.Certificate.Value = key.ExportSubjectPublicKeyInfoPem();
                break;
            case "a certificate without its serial number":
                options.Certificate.Serial = "";
                break;
            case "a certificate twice":
                options.PreviousCertificates.Add(options.Certificate);
                break;
            case "a short symmetric key":
                options.SymmetricKey.Value = Convert.ToBase64String(new byte[16]);
                break;
            case "no serial number of the symmetric key":
                options.SymmetricKey.Serial = "";
                break;
            case "an address as a path":
                options.AdditionalPaths.Add("https://api.weixin.qq.com/wxa/x");
                break;
            case "an age of a day":
                options.MaxAge = TimeSpan.FromDays(1);
                break;
            default:
                options.Algorithm = SecureApiAlgorithm.Sm;
                options.SymmetricKey.Value = Convert.ToBase64String(new byte[16]);
                break;
        }
    }
}

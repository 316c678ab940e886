using System.Security.Cryptography;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.SecureApi;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.SecureApi;

/// <summary>Keys and certificates change in the console while the application runs.</summary>
public sealed class KeyRotationTests : IAsyncDisposable
{
    private readonly SecureBackend _backend = new();

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    [Fact]
    public async Task While_WeChat_signs_with_two_certificates_the_old_one_still_verifies_and_one_line_says_so()
    {
        _ = _backend.Client;
        _backend.WeChat.SecureApi.RenewCertificate();

        await _backend.PostAsync();
        await _backend.PostAsync();

        Assert.Single(_backend.Log.All, line => line.Contains("about to replace the certificate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Once_the_old_certificate_is_gone_answers_are_refused_until_the_new_one_is_configured()
    {
        _ = _backend.Client;
        await _backend.PostAsync();
        _backend.WeChat.SecureApi.RenewCertificate();
        _backend.WeChat.SecureApi.DropOldCertificate();

        var failure = await Assert.ThrowsAsync<WeChatException>(() => _backend.PostAsync());
        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Contains("SecureApi:Certificate", failure.Message, StringComparison.Ordinal);

        _backend.Reload();
        Assert.Equal(SecureBackend.Answer, await _backend.PostAsync());
    }

    [Fact]
    public async Task A_certificate_that_is_configured_beside_the_current_one_verifies()
    {
        var old = new WeChatSecureApiOptions();
        _backend.WeChat.SecureApi.CopyTo(old);
        _backend.WeChat.SecureApi.RenewCertificate();
        _backend.WeChat.SecureApi.DropOldCertificate();
        _backend.Changes = options => (options.SecureApi.PreviousCertificates, options.SecureApi.Certificate) = ([options.SecureApi.Certificate], old.Certificate);
        _backend.Reload();

        Assert.Equal(SecureBackend.Answer, await _backend.PostAsync());
    }

    [Fact]
    public async Task A_new_symmetric_key_is_taken_up_by_a_reload()
    {
        await _backend.PostAsync();
        _backend.WeChat.SecureApi.RenewSymmetricKey();
        Assert.Equal(40235, (await Assert.ThrowsAsync<WeChatException>(() => _backend.PostAsync())).ErrorCode);

        _backend.Reload();

        Assert.Equal(SecureBackend.Answer, await _backend.PostAsync());
    }

    [Fact]
    public async Task A_call_in_flight_ends_with_the_keys_with_which_it_began()
    {
        await _backend.PostAsync();
        _backend.WeChat.Apis.Add(SecureBackend.Path, _ =>
        {
            _backend.WeChat.SecureApi.RenewPrivateKey();
            _backend.Reload();

            // Somebody takes the new keys meanwhile, so that the old ones are let go of.
            Assert.Equal("{}", _backend.PostAsync("{}", "/wxa/devplugin").GetAwaiter().GetResult());
            return FakeApiAnswer.Json(SecureBackend.Answer);
        });
        _backend.WeChat.Apis.Add("/wxa/devplugin", _ => FakeApiAnswer.Json("{}"));

        Assert.Equal(SecureBackend.Answer, await _backend.PostAsync());
    }

    [Fact]
    public async Task A_reload_to_keys_that_cannot_be_read_changes_nothing()
    {
        await _backend.PostAsync();
        _backend.Changes = options => options.SecureApi.PrivateKey.Value = "-----BEGIN RSA PRIVATE KEY-----\nnonsense\n-----END RSA PRIVATE KEY-----";

        _backend.Reload();

        Assert.Equal(SecureBackend.Answer, await _backend.PostAsync());
        Assert.Contains(_backend.Log.All, line => line.Contains("not valid", StringComparison.Ordinal) && line.Contains("SecureApi:PrivateKey", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reload_without_keys_turns_it_off()
    {
        await _backend.PostAsync();
        _backend.Changes = options => options.SecureApi = new();
        _backend.Reload();

        await _backend.PostAsync();

        Assert.Equal(1, _backend.WeChat.SecureApi.Opened);
    }

    [Theory]
    [InlineData("PKCS#1")]
    [InlineData("PKCS#8")]
    [InlineData("line ends as in an environment variable")]
    [InlineData("Windows line ends")]
    public async Task The_private_key_is_read_in_every_form(string form)
    {
        _backend.Changes = options =>
        {
            using var key = RSA.Create();
            key.ImportFromPem(options.SecureApi.PrivateKey.Value);
            options.SecureApi.PrivateKey.Value = form switch
            {
                "PKCS#8" => key.ExportPkcs8PrivateKeyPem(),
                "Windows line ends" => key.ExportRSAPrivateKeyPem().ReplaceLineEndings("\r\n"),
                "PKCS#1" => key.ExportRSAPrivateKeyPem(),
                _ => key.ExportRSAPrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal),
            };
        };
        _backend.Reload();

        Assert.Equal(SecureBackend.Answer, await _backend.PostAsync());
    }
}

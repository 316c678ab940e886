using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.SecureApi;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Apis.Sm.Tests;

/// <summary>Calls that are sealed with SM4 and signed with SM2.</summary>
public sealed class SmCallTests : IAsyncDisposable
{
    private const string Path = "/wxa/getuserriskrank";
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly SmConsole _console = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _weChat.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_is_sealed_and_signed_and_its_answer_opened(bool isPkcs8)
    {
        await using var services = Services(options => _console.CopyTo(options, isPkcs8));

        var answer = await PostAsync(services);

        Assert.Equal("""{"errcode":0,"risk_rank":1}""", answer);
        Assert.EndsWith(""","scene":0}""", _console.Opened, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_with_one_bit_of_its_signature_flipped_is_refused()
    {
        await using var services = Services(options => _console.CopyTo(options, false));
        _console.FlipsSignature = true;

        var failure = await Assert.ThrowsAsync<WeChatException>(() => PostAsync(services));

        Assert.Equal(WeChatErrorKind.OutcomeUnknown, failure.Kind);
    }

    [Theory]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\nbm8=\n-----END EC PRIVATE KEY-----", null, "SecureApi:PrivateKey")]
    [InlineData(null, "-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----", "SecureApi:Certificate")]
    public async Task A_key_that_cannot_be_read_is_named(string? key, string? certificate, string named)
    {
        await using var services = Services(options =>
        {
            _console.CopyTo(options, false);
            options.PrivateKey.Value = key ?? options.PrivateKey.Value;
            options.Certificate.Value = certificate ?? options.Certificate.Value;
        });

        var failure = await Assert.ThrowsAsync<WeChatException>(() => PostAsync(services));

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_curve_is_refused()
    {
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        await using var services = Services(options =>
        {
            _console.CopyTo(options, false);
            options.PrivateKey.Value = other.ExportECPrivateKeyPem();
        });

        await Assert.ThrowsAsync<WeChatException>(() => PostAsync(services));
    }

    private ServiceProvider Services(Action<WeChatSecureApiOptions> configure)
    {
        _weChat.Apis.Add(Path, request => _console.Answer(request, Path, _weChat.Clock.GetUtcNow(), """{"errcode":0,"risk_rank":1}"""));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_weChat.Clock);
        services.AddWeChatMini(options =>
        {
            (options.AppId, options.AppSecret, options.BaseAddress) = (_weChat.AppId, _weChat.AppSecret, _weChat.BaseAddress);
            configure(options.SecureApi);
        }).UseSmCiphers();
        services.AddHttpClient("api").AddWeChatMiniApi();
        return services.BuildServiceProvider();
    }

    private static async Task<string> PostAsync(ServiceProvider services)
    {
        using var content = new StringContent("""{"openid":"o-alice","scene":0}""", Encoding.UTF8, "application/json");
        using var response = await services.GetRequiredService<IHttpClientFactory>().CreateClient("api").PostAsync(Path, content, Ct);
        return await response.Content.ReadAsStringAsync(Ct);
    }
}

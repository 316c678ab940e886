using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Apis;
using WeChatMini.Sdk.Apis.Security;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.SecureApi;

namespace WeChatMini.AotSmoke.Sm;

/// <summary>A call that is sealed with SM4 and signed with SM2. FakeWeChat has other ciphers: it finds none of the fields and says so in the clear.</summary>
internal static class SmSteps
{
    /// <summary>Made for this program, of no use anywhere else.</summary>
    private const string PrivateKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBG0wawIBAQQgL9JCFiwp5cJMZKeY
        3PuJgQc2oFQfaCkbXoMBnRHagfuhRANCAASrXo0co5OY4wuMVGOusVl5N15mJJQ/
        gKTMDO6OdHiyWunXb3Lmv5Csgrg0FgbygzdP+MlJBhKP9521UdGrrvq9
        -----END PRIVATE KEY-----
        """;

    private const string Certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBeTCCAR+gAwIBAgIUcjED8gbWhA2IlJG85ZBHN1tzUZ0wCgYIKoEcz1UBg3Uw
        ETEPMA0GA1UEAwwGV2VDaGF0MCAXDTI2MTEyOTA1NTY1OFoYDzIxMjYxMTA1MDU1
        NjU4WjARMQ8wDQYDVQQDDAZXZUNoYXQwWTATBgcqhkjOPQIBBggqgRzPVQGCLQNC
        AASrXo0co5OY4wuMVGOusVl5N15mJJQ/gKTMDO6OdHiyWunXb3Lmv5Csgrg0Fgby
        gzdP+MlJBhKP9521UdGrrvq9o1MwUTAdBgNVHQ4EFgQUnYW82Wl/3aiDEzelFYIS
        OIOcxxAwHwYDVR0jBBgwFoAUnYW82Wl/3aiDEzelFYISOIOcxxAwDwYDVR0TAQH/
        BAUwAwEB/zAKBggqgRzPVQGDdQNIADBFAiAlNPW5b8WVkYGDv2cm5O+RVpzWZwA3
        KD2cQzD61OVyPAIhAIWXVgW00i3kl8jSamdP7i4fMeNGJ0YIomon9jbqf80N
        -----END CERTIFICATE-----
        """;

    public static async Task RunAsync(Smoke smoke, WeChatMiniOptions options)
    {
        smoke.Step("create the client with SM keys");
        options.SecureApi.Algorithm = SecureApiAlgorithm.Sm;
        options.SecureApi.SymmetricKey = new() { Serial = "1", Value = Convert.ToBase64String(new byte[16]) };
        options.SecureApi.PrivateKey = new() { Serial = "2", Value = PrivateKey };
        options.SecureApi.Certificate = new() { Serial = "3", Value = Certificate };
        await using var client = WeChatMiniClient.Create(options, static builder => builder.UseSmCiphers());

        smoke.Step("call with SM ciphers");
        try
        {
            await client.Apis().Security.GetUserRiskAsync(new GetUserRiskRequest { OpenId = "o-smoke", Scene = 0, ClientIp = "127.0.0.1" });
            Smoke.Require(false, "a refusal");
        }
        catch (WeChatException failure)
        {
            // A call that is not sealed succeeds.
            Smoke.Require(failure.ErrorCode == 47001, $"47001, not {failure.Message}");
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Refit;
using WeChatMini.Benchmarks.Apis;
using WeChatMini.Benchmarks.Harness;
using WeChatMini.Sdk;

namespace WeChatMini.Benchmarks.Signatures;

/// <summary>One call of a user's own Refit interface over loopback, unsigned and with both signatures.</summary>
internal static class SignedCallReport
{
    private const double BytesLimit = 8 * 1024;

    private static readonly CheckBody Body = new() { Content = "hello world", OpenId = "oBenchmark0000000000000000001" };

    public static async Task PrintAsync(Effort effort, Uri address)
    {
        var services = new ServiceCollection();
        services.AddWeChatMini(options => (options.AppId, options.AppSecret, options.BaseAddress) = (App.Id, App.Secret, address));
        services.AddRefitGeneratedClient<IBalanceApi>(static _ => RefitSettings.ForJsonContext(CheckJsonContext.Default)).AddWeChatMiniApi();
        services.AddRefitGeneratedClient<ISignedBalanceApi>(static _ => RefitSettings.ForJsonContext(CheckJsonContext.Default)).AddPaySignature(FloorSigner.AppKey).AddWeChatMiniApi();
        await using var provider = services.BuildServiceProvider();
        var plain = provider.GetRequiredService<IBalanceApi>();
        var signed = provider.GetRequiredService<ISignedBalanceApi>();
        var session = (await provider.GetRequiredService<WeChatMiniClient>().LoginAsync("0f3benchmark000000000000000000000")).Session;
        await ContestTable.PrintAsync(
            "one signed API call over loopback",
            effort,
            1,
            [
                new("unsigned", async () => Check(await plain.QueryAsync(Body, CancellationToken.None))),
                new("both signatures", async () => Check(await signed.QueryAsync(Body, session, CancellationToken.None))),
            ],
            bytesLimit: BytesLimit,
            hasCpuLimit: false);
    }

    private static void Check(CheckAnswer answer)
    {
        if (answer is not { ErrorCode: null or 0, TraceId.Length: > 0 })
        {
            throw new InvalidOperationException("The stub's answer is not the one it has for this path.");
        }
    }
}

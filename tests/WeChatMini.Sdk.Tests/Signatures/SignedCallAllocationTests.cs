using System.Diagnostics;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Signatures;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.Signatures;

/// <summary>Tests that count what the whole process allocates; nobody else may run meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AllocationOfTheProcess
{
    public const string Name = "the allocations of the process";
}

/// <summary>A signed call over loopback, from the request to the text of the answer: 8 KB at most, whatever signs it. docs/performance.md says so.</summary>
[Collection(AllocationOfTheProcess.Name)]
public sealed class SignedCallAllocationTests
{
    private const int Calls = 500;
    private const int Rounds = 5;
    private const int MostRounds = 40;
    private const int Most = 8 * 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Whether the compiler made structs of what async methods remember. For the debugger it makes classes.</summary>
    private static bool IsOptimised { get; } = typeof(WeChatMiniClient).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled != true;

    [Theory]
    [InlineData("as it is", "/wxa/probe", RequestSignatures.None)]
    [InlineData("with the signature of a payment", "/xpay/query_user_balance", RequestSignatures.PaySig)]
    [InlineData("with both signatures of a payment", "/xpay/query_user_balance", RequestSignatures.PaySig | RequestSignatures.Session)]
    [InlineData("with the signature of a user", "/wxa/set_user_storage", RequestSignatures.Session | RequestSignatures.SigMethod)]
    [InlineData("with all three parameters", "/wxa/game/getbalance", RequestSignatures.PaySig | RequestSignatures.Session | RequestSignatures.SigMethod)]
    [InlineData("encrypted and signed", LeanServer.SecurePath, RequestSignatures.None)]
    [InlineData("encrypted and signed, with a query", LeanServer.SecurePath + "?scene=0", RequestSignatures.None)]
    public async Task A_signed_call_allocates_no_more_than_it_may(string name, string path, RequestSignatures signatures)
    {
        using var server = new LeanServer();
        var services = new ServiceCollection();
        services.AddWeChatMini(options =>
        {
            (options.AppId, options.AppSecret, options.BaseAddress) = (LeanServer.AppId, "0123456789abcdef0123456789abcdef", server.Address);
            (options.SecureApi, options.Payment.AppKey) = (server.SecureApi, "0123456789abcdefABCDEFGHIJKLMNOP");
        });
        services.AddHttpClient("api").AddWeChatMiniApi();
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("api");
        var session = (await provider.GetRequiredService<WeChatMiniClient>().LoginAsync("0f3benchmark", TestContext.Current.CancellationToken)).Session;
        await CallAsync(http, path, signatures, session, Calls);

        // On a busy machine more answers are waited for, and what waits is allocated: until nobody is in the way.
        var (least, limit) = (long.MaxValue, IsOptimised ? Most : 2 * Most);
        for (var round = 0; round < Rounds || (least > limit && round < MostRounds); round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await CallAsync(http, path, signatures, session, Calls);
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / Calls);
        }

        Figures.Report($"one call over loopback, {name}: {least} bytes");
        Assert.InRange(least, 1000, limit);
    }

    private static async Task CallAsync(HttpClient http, string path, RequestSignatures signatures, MiniSession session, int calls)
    {
        var body = Encoding.UTF8.GetBytes("""{"openid":"oBenchmark0000000000000000001","env":0,"user_ip":"127.0.0.1"}""");
        for (var call = 0; call < calls; call++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) { Headers = { ContentType = Json } } };
            if (signatures != RequestSignatures.None)
            {
                request.SignWith(signatures, session);
            }

            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            await using var stream = response.Content.ReadAsStream(TestContext.Current.CancellationToken);
            Assert.Equal((byte)'{', stream.ReadByte());
        }
    }
}

using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Apis.InstantDelivery;
using WeChatMini.Sdk.Apis.MiniGames;
using WeChatMini.Sdk.Apis.Security;
using WeChatMini.Sdk.Apis.VirtualPayment;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Tests.Support;

namespace WeChatMini.Sdk.Apis.Tests;

/// <summary>Tests that count what the whole process allocates; nobody else may run meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AllocationOfTheProcess
{
    public const string Name = "the allocations of the process";
}

/// <summary>A signed call through the generated client over loopback, from the message to the answer: 8 KB at most. docs/performance.md says so.</summary>
[Collection(AllocationOfTheProcess.Name)]
public sealed class CallAllocationTests(ITestOutputHelper output)
{
    private const int Calls = 500;
    private const int Rounds = 5;
    private const int MostRounds = 40;
    private const int Most = 8 * 1024;

    public static TheoryData<string> All => [.. Kinds.Keys];

    private static IReadOnlyDictionary<string, Func<WeChatApis, MiniSession, Task>> Kinds { get; } = new Dictionary<string, Func<WeChatApis, MiniSession, Task>>
    {
        ["with both signatures of a payment"] = static (apis, session) => apis.VirtualPayment.QueryUserBalanceAsync(session, new QueryUserBalanceRequest { OpenId = "oBenchmark0000000000000000001", Env = 0, UserIp = "127.0.0.1" }),
        ["with the signature of a payment"] = static (apis, _) => apis.VirtualPayment.QueryBizBalanceAsync(new QueryBizBalanceRequest { Env = 0 }),
        ["with the two signatures of the first mini-game payment"] = static (apis, session) => apis.MiniGames.MidasPayAsync(session, new MidasPayRequest { OfferId = "12345678", ZoneId = "1", OpenId = "oBenchmark0000000000000000001", Pf = "android", BillNo = "bill-1", Amt = 5 }),
        ["with the signature of a delivery"] = static (apis, _) => apis.InstantDelivery.GetLocalOrderAsync(new GetLocalOrderRequest { Shopid = "4711", ShopOrderId = "order-1", ShopNo = "1" }),
        ["encrypted and signed"] = static (apis, _) => apis.Security.GetUserRiskAsync(new GetUserRiskRequest { OpenId = "oBenchmark0000000000000000001", Scene = 0, ClientIp = "127.0.0.1" }),
    };

    /// <summary>Whether the compiler made structs of what async methods remember. For the debugger it makes classes.</summary>
    private static bool IsOptimised { get; } = typeof(WeChatMiniClient).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled != true;

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_signed_call_allocates_no_more_than_it_may(string kind)
    {
        using var server = new LeanServer();
        var services = new ServiceCollection();
        services.AddWeChatMini(options =>
        {
            (options.AppId, options.AppSecret, options.BaseAddress) = (LeanServer.AppId, "0123456789abcdef0123456789abcdef", server.Address);
            options.Delivery.AppSecrets["4711"] = "0123456789abcdefABCDEFGHIJKLMNOP";
            (options.SecureApi, options.Payment.AppKey) = (server.SecureApi, "0123456789abcdefABCDEFGHIJKLMNOP");
        });
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<WeChatMiniClient>();
        var session = (await client.LoginAsync("0f3benchmark", TestContext.Current.CancellationToken)).Session;
        await CallAsync(client.Apis(), session, Kinds[kind]);

        // On a busy machine more answers are waited for, and what waits is allocated: until nobody is in the way.
        var (least, limit) = (long.MaxValue, IsOptimised ? Most : 2 * Most);
        for (var round = 0; round < Rounds || (least > limit && round < MostRounds); round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await CallAsync(client.Apis(), session, Kinds[kind]);
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / Calls);
        }

        output.WriteLine($"one call over loopback, {kind}: {least} bytes");
        Assert.InRange(least, 1000, limit);
    }

    private static async Task CallAsync(WeChatApis apis, MiniSession session, Func<WeChatApis, MiniSession, Task> call)
    {
        for (var count = 0; count < Calls; count++)
        {
            await call(apis, session);
        }
    }
}

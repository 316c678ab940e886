using System.Text;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Apis.Tests.Core;

/// <summary>Both token endpoints.</summary>
internal static class TokenCalls
{
    /// <summary>docs/access-tokens.md: a token is handed out until 30 seconds before its end.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<CoreCall> StableAsync(CoreBench bench)
    {
        // Of the token that another instance has had for a while, WeChat tells what is left.
        await bench.NewClient().AccessTokens.GetTokenAsync(Cancellation);
        bench.WeChat.Clock.Advance(TimeSpan.FromSeconds(1000));
        return Of(bench, await bench.Client.AccessTokens.GetTokenAsync(Cancellation), new() { ["force_refresh"] = false });
    }

    public static async Task<CoreCall> ForcedAsync(CoreBench bench) =>
        Of(bench, await bench.Client.AccessTokens.ForceRefreshAsync(Cancellation), new() { ["force_refresh"] = true });

    public static async Task<CoreCall> LegacyAsync(CoreBench bench) =>
        Of(bench, await bench.NewClient(AccessTokenEndpoint.Legacy).AccessTokens.GetTokenAsync(Cancellation), []);

    /// <summary>That endpoint always gives two hours, which a client that ignores the field might take for granted.</summary>
    public static async Task<CoreCall> ShortLegacyAsync(CoreBench bench)
    {
        bench.WeChat.Faults.Next(FakeFault.Raw(200, "application/json", Encoding.UTF8.GetBytes("""{"access_token":"short","expires_in":3600}""")), path: "/cgi-bin/token");
        return await LegacyAsync(bench);
    }

    private static CoreCall Of(CoreBench bench, AccessToken token, Dictionary<string, object> others) => new()
    {
        Sent = new(others) { ["grant_type"] = "client_credential", ["appid"] = bench.WeChat.AppId, ["secret"] = bench.WeChat.AppSecret },
        Read = { ["access_token"] = [token.Value], ["expires_in"] = [(long)(token.ExpiresAt + Reserve - bench.Clock.GetUtcNow()).TotalSeconds] },
    };
}

using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Tests.AccessTokens;

/// <summary>The legacy endpoint, where each fetch ends the token of the others: under the lease or not at all.</summary>
public sealed class LegacyEndpointTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Many_instances_make_one_fetch_and_without_the_database_none() => RealTime.HoldsAsync(async () =>
    {
        using var file = new SqliteFile();
        await using var weChat = FakeWeChat.Start();
        var clients = Enumerable.Range(0, 10).Select(_ => New(weChat, file)).ToList();
        var late = New(weChat, file);

        var tokens = await Task.WhenAll(clients.Select(client => client.AccessTokens.GetTokenAsync(Ct).AsTask()));
        WeChatException refusal;
        using (var other = file.Connect())
        {
            file.Execute("UPDATE wechat_tokens SET expires_at = 0");
            other.Execute("BEGIN IMMEDIATE");
            refusal = await Assert.ThrowsAsync<WeChatException>(() => late.AccessTokens.GetTokenAsync(Ct).AsTask());
        }

        Assert.Single(tokens.Select(token => token.Value).Distinct());
        Assert.Equal(1, weChat.Journal.CallsTo("/cgi-bin/token"));
        Assert.Contains("lease", refusal.Message, StringComparison.Ordinal);
        foreach (var client in clients.Append(late))
        {
            await client.DisposeAsync();
        }
    });

    private static WeChatMiniClient New(FakeWeChat weChat, SqliteFile file)
    {
        var options = new WeChatMiniOptions { AppId = weChat.AppId, AppSecret = weChat.AppSecret, BaseAddress = weChat.BaseAddress, AccessTokens = { Endpoint = AccessTokenEndpoint.Legacy } };
        return WeChatMiniClient.Create(options, builder => builder.ShareAccessTokens(file.Source, new SqliteDialect()));
    }
}

using StackExchange.Redis;
using WeChatMini.Sdk.Storage.Redis.Tests.Support;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Share;

/// <summary>A Redis user with no more rights than the README names.</summary>
public sealed class AccessRuleTests
{
    private const string Key = "wxmini:token:wx1234567890abcdef:stable";

    private static readonly string[] Rule = ["SETUSER", "app", "on", ">pw", "resetchannels", "~wxmini:token:*", "-@all", "+getrange", "+set", "+get", "+del", "+pttl", "+eval", "+@connection"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rule_for_its_own_keys_and_commands_is_enough()
    {
        await using var redis = await RedisServer.StartAsync();
        await using (var admin = await ConnectionMultiplexer.ConnectAsync(redis.Configuration))
        {
            await admin.GetDatabase().ExecuteAsync("ACL", Rule);
        }

        await using var shares = Shares.Over(redis.Configuration + ",user=app,password=pw");
        var share = shares.Share;

        Assert.True(await share.TryLeaseAsync(Key, "owner", TimeSpan.FromSeconds(30), Cancellation));
        await share.WriteAsync(Key, new byte[] { 1 }, TimeProvider.System.GetUtcNow().AddHours(2), Cancellation);
        await share.ReleaseAsync(Key, "owner", Cancellation);
        Assert.Equal([1], await share.ReadAsync(Key, Cancellation));
        Assert.True(await share.TryLeaseAsync(Key, "other", TimeSpan.FromSeconds(30), Cancellation));
        await Assert.ThrowsAsync<RedisServerException>(() => share.ReadAsync("something:else", Cancellation).AsTask());
    }
}

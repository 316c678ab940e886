using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Storage.Redis.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Gates;

/// <summary>Gates G1 and G7 for shared tokens: whoever reads Redis, its commands or our log reads no secret.</summary>
public sealed class NothingInClearTests
{
    private const string Password = "p4ssw0rd-of-redis";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Neither_the_keys_and_values_in_Redis_nor_any_command_holds_a_token_or_the_AppSecret() => RealTime.HoldsAsync(async () =>
    {
        await using var instances = await Instances.StartAsync(Password);
        await using var tap = await CommandTap.OpenAsync(instances.Redis.Port, Password);
        var first = await instances.GetColdAsync();
        instances.WeChat.Clock.Advance(TimeSpan.FromSeconds(7200));

        // In the middle of a fetch the lease is there too.
        instances.WeChat.Faults.Next(FakeFault.Hang);
        var fetching = instances.GetColdAsync();
        await instances.WeChat.Journal.WaitForArrivalsAsync(2, Cancellation);
        var (keys, dump) = await DumpAsync(instances);
        instances.WeChat.Faults.Clear();
        var second = await fetching;
        var (_, later) = await DumpAsync(instances);
        await instances.Connection.GetDatabase().ExecuteAsync("ECHO", "the-end-of-the-tap");
        var commands = await tap.UpToAsync("the-end-of-the-tap");

        var entry = Instances.KeyOf(instances.WeChat.AppId).ToString();
        Assert.Equal([entry, entry + ":lease"], [.. keys.Order(StringComparer.Ordinal)]);
        Assert.Contains("\"SET\"", commands, StringComparison.OrdinalIgnoreCase);
        foreach (var secret in Disguises(first).Concat(Disguises(second)).Concat(Disguises(instances.WeChat.AppSecret)))
        {
            Assert.DoesNotContain(secret, dump, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret, later, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret, commands, StringComparison.OrdinalIgnoreCase);
        }

        Figures.Report($"Redis dump and MONITOR ({commands.Length} characters of commands): no token, no AppSecret");
    });

    [Theory]
    [InlineData("killed")]
    [InlineData("frozen")]
    [InlineData("wrong password")]
    public Task What_goes_wrong_is_logged_without_token_AppSecret_and_password(string trouble) => RealTime.HoldsAsync(async () =>
    {
        await using var redis = await RedisServer.StartAsync(Password);
        await using var weChat = FakeWeChat.Start();
        var log = new LogSink();
        var configuration = trouble == "wrong password" ? redis.Configuration.Replace(Password, "wr0ng-" + Password, StringComparison.Ordinal) : redis.Configuration;
        await using var client = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = weChat.AppId, AppSecret = weChat.AppSecret, BaseAddress = weChat.BaseAddress }, builder =>
        {
            builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
            builder.ShareAccessTokens(configuration);
        });
        if (trouble == "killed")
        {
            await redis.KillAsync();
        }
        else if (trouble == "frozen")
        {
            redis.Freeze();
        }

        var token = (await client.AccessTokens.GetTokenAsync(Cancellation)).Value;

        Assert.Contains("shared token cache", log.Text, StringComparison.Ordinal);
        foreach (var secret in new[] { token, weChat.AppSecret, Password })
        {
            Assert.DoesNotContain(secret, log.Text, StringComparison.OrdinalIgnoreCase);
        }
    });

    private static async Task<(List<string> Keys, string Dump)> DumpAsync(Instances instances)
    {
        var redis = instances.Connection.GetDatabase();
        var keys = new List<string>();
        var dump = new StringBuilder();
        await foreach (var key in instances.Connection.GetServers()[0].KeysAsync())
        {
            keys.Add(key.ToString());
            dump.Append(key.ToString()).Append('\n').Append(Encoding.Latin1.GetString((byte[])(await redis.StringGetAsync(key))!)).Append('\n');
        }

        return (keys, dump.ToString());
    }

    /// <summary>A secret as it is and as it would look in the usual encodings, from any offset.</summary>
    private static IEnumerable<string> Disguises(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return Convert.ToHexString(bytes);
        for (var offset = 0; offset < 3; offset++)
        {
            yield return Convert.ToBase64String(bytes.AsSpan(offset, (bytes.Length - offset) / 3 * 3));
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Share;

/// <summary>A configuration that cannot work is refused where it is given, and what it says is not repeated.</summary>
public sealed class ConfigurationTests
{
    private const string Password = "p4ssw0rd-of-redis";

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("password=" + Password)]
    [InlineData("redis://user:" + Password + "@cache.example:6379")]
    [InlineData("rediss://:" + Password + "@cache.example")]
    [InlineData("127.0.0.1:6379,pasword=" + Password)]
    [InlineData("127.0.0.1:6379,ssl=" + Password)]
    [InlineData("127.0.0.1:6379,defaultDatabase=" + Password)]
    public void It_is_refused_without_repeating_it(string configuration)
    {
        var builder = new ServiceCollection().AddWeChatMini();

        var refusal = Assert.ThrowsAny<ArgumentException>(() => builder.ShareAccessTokens(configuration));

        Assert.DoesNotContain(Password, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_not_a_configuration()
    {
        var builder = new ServiceCollection().AddWeChatMini();

        Assert.Throws<ArgumentNullException>(() => builder.ShareAccessTokens((string)null!));
        Assert.Throws<ArgumentNullException>(() => builder.ShareAccessTokens((Func<IServiceProvider, IConnectionMultiplexer>)null!));
    }
}

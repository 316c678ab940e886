using StackExchange.Redis;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Storage.Redis;
using WeChatMini.Sdk.Storage.Redis.AccessTokens;
using WeChatMini.Sdk.Storage.Redis.Push;
using WeChatMini.Sdk.Storage.Redis.Sessions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Uses Redis for what the instances of an application have in common.</summary>
public static class WeChatMiniRedisBuilderExtensions
{
    /// <summary>
    /// Keeps sessions in Redis: one round trip for a validation, atomic by scripts, also in a cluster. Tokens are hashes, session_keys are
    /// encrypted. While Redis is away the answer is "store unavailable", never "signed out".
    /// </summary>
    /// <param name="builder">The mini-program; the default one's store serves every other that has none of its own.</param>
    /// <param name="configuration">
    /// As StackExchange.Redis reads it, such as <c>cache.example:6380,user=app,password=…,ssl=true</c>. Time-outs, retries and the backlog
    /// in it are replaced by those of this package: connect 1.5 s, twice; operation 900 ms; no backlog. The connection is made on first use; a login begins with it while it asks WeChat.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The configuration cannot be read; the message does not repeat it.</exception>
    /// <remarks>
    /// How durable a session is, is Redis's: with <c>appendfsync always</c> it survives a loss of power, with <c>everysec</c> the end of the server and
    /// all but a second before a loss of power, without an append-only file nothing. Choose <c>noeviction</c> or a <c>volatile-</c> policy with room to
    /// spare: a key that is evicted is a user who is signed out.
    /// </remarks>
    public static WeChatMiniBuilder UseRedisSessions(this WeChatMiniBuilder builder, string configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = RedisSettings.Parse(configuration);
        return builder.UseSessionStore(services => new RedisSessionStore(RedisConnection.To(options, services.GetRequiredService<TimeProvider>())));
    }

    /// <summary>Keeps sessions in Redis over a connection that the application has. An operation is given 900 ms, whatever its settings.</summary>
    /// <param name="builder">The mini-program; the default one's store serves every other that has none of its own.</param>
    /// <param name="connection">Returns the connection; called once, on first use. It stays yours to dispose. Let it have <c>AbortOnConnectFail = false</c> and <see cref="BacklogPolicy.FailFast"/>.</param>
    /// <returns>The builder.</returns>
    public static WeChatMiniBuilder UseRedisSessions(this WeChatMiniBuilder builder, Func<IServiceProvider, IConnectionMultiplexer> connection)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connection);
        return builder.UseSessionStore(services => new RedisSessionStore(RedisConnection.Over(connection(services))));
    }

    /// <summary>
    /// Lets the instances of the application share access tokens in Redis, with a lease under which one of them fetches. Entries are
    /// encrypted. While Redis is away each process goes on alone, with at most one fetch in 30 seconds.
    /// </summary>
    /// <param name="builder">The mini-program; what the default one shares through serves every other that has none of its own.</param>
    /// <param name="configuration">
    /// As StackExchange.Redis reads it, such as <c>cache.example:6380,user=app,password=…,ssl=true</c>. Time-outs, retries and the backlog
    /// in it are replaced by those of this package: connect 1.5 s, twice; operation 900 ms; no backlog. The connection is made on first use.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The configuration cannot be read; the message does not repeat it.</exception>
    public static WeChatMiniBuilder ShareAccessTokens(this WeChatMiniBuilder builder, string configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = RedisSettings.Parse(configuration);
        return builder.ShareAccessTokens(services => new RedisTokenShare(RedisConnection.To(options, services.GetRequiredService<TimeProvider>()), services.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Lets the instances of the application share access tokens in Redis over a connection that the application has. An operation is given 900 ms, whatever its settings.</summary>
    /// <param name="builder">The mini-program; what the default one shares through serves every other that has none of its own.</param>
    /// <param name="connection">Returns the connection; called once, on first use. It stays yours to dispose. Let it have <c>AbortOnConnectFail = false</c> and <see cref="BacklogPolicy.FailFast"/>.</param>
    /// <returns>The builder.</returns>
    public static WeChatMiniBuilder ShareAccessTokens(this WeChatMiniBuilder builder, Func<IServiceProvider, IConnectionMultiplexer> connection)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connection);
        return builder.ShareAccessTokens(services => new RedisTokenShare(RedisConnection.Over(connection(services)), services.GetRequiredService<TimeProvider>()));
    }

    /// <summary>
    /// Recognises pushes that another instance handled, in Redis: of any number of instances one handles a push. While Redis is away pushes
    /// are not handled, and WeChat sends them again. Keys are hashes, replies are encrypted.
    /// </summary>
    /// <param name="builder">The mini-program; what the default one uses serves every other that has none of its own.</param>
    /// <param name="configuration">As StackExchange.Redis reads it; see <see cref="ShareAccessTokens(WeChatMiniBuilder, string)"/>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The configuration cannot be read; the message does not repeat it.</exception>
    public static WeChatMiniBuilder UsePushDeduplication(this WeChatMiniBuilder builder, string configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = RedisSettings.Parse(configuration);
        return builder.UsePushDeduplication(services => new RedisPushDeduplication(RedisConnection.To(options, services.GetRequiredService<TimeProvider>())));
    }

    /// <summary>Recognises pushes that another instance handled, in Redis over a connection that the application has. An operation is given 900 ms, whatever its settings.</summary>
    /// <param name="builder">The mini-program; what the default one uses serves every other that has none of its own.</param>
    /// <param name="connection">Returns the connection; called once, on first use. It stays yours to dispose.</param>
    /// <returns>The builder.</returns>
    public static WeChatMiniBuilder UsePushDeduplication(this WeChatMiniBuilder builder, Func<IServiceProvider, IConnectionMultiplexer> connection)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connection);
        return builder.UsePushDeduplication(services => new RedisPushDeduplication(RedisConnection.Over(connection(services))));
    }
}

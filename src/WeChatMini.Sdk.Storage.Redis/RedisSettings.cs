using StackExchange.Redis;

namespace WeChatMini.Sdk.Storage.Redis;

/// <summary>
/// What a short-lived instance wants of a connection, whatever the text says: a Redis that is away costs a moment and an error,
/// never a queue, and its return is noticed within a second.
/// </summary>
internal static class RedisSettings
{
    /// <summary>Whoever has to wait longer goes on alone; half of it made busy machines do so without need (security policy, E7b).</summary>
    public static readonly TimeSpan OperationTimeout = TimeSpan.FromMilliseconds(900);

    /// <param name="configuration">As StackExchange.Redis reads it.</param>
    /// <exception cref="ArgumentException">It cannot be read. The message does not repeat it: it may hold a password.</exception>
    public static ConfigurationOptions Parse(string configuration)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(configuration);
        if (configuration.Contains("://", StringComparison.Ordinal))
        {
            throw new ArgumentException("A Redis URL is not a configuration of StackExchange.Redis: write host:port,user=…,password=…,ssl=true.", nameof(configuration));
        }

        var options = Read(configuration);
        if (options.EndPoints.Count == 0)
        {
            throw new ArgumentException("The Redis configuration names no server: begin it with host:port.", nameof(configuration));
        }

        // Two attempts within the three seconds that the core gives to the first contact: eight cold instances on two processors
        // needed 1.9 s to connect. Later, while Redis is away, an attempt every half second on the heartbeat.
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 1500;
        options.ConnectRetry = 2;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(500);
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.AsyncTimeout = (int)OperationTimeout.TotalMilliseconds;
        options.SyncTimeout = (int)OperationTimeout.TotalMilliseconds;

        // Neither is of use here, and each costs a cold start a request and an access rule.
        options.TieBreaker = "";
        options.ConfigurationChannel = "";
        return options;
    }

    private static ConfigurationOptions Read(string configuration)
    {
        try
        {
            return ConfigurationOptions.Parse(configuration);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            throw new ArgumentException("StackExchange.Redis cannot read the Redis configuration: host:port, then options such as user=…,password=…,ssl=true.", nameof(configuration));
        }
    }
}

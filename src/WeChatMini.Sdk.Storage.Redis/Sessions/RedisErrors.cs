using System.Net.Sockets;
using StackExchange.Redis;

namespace WeChatMini.Sdk.Storage.Redis.Sessions;

/// <summary>Says how to correct an error of Redis that no retry will. The exception goes to the log; callers see "store unavailable".</summary>
internal static class RedisErrors
{
    private const string Refused = "Redis refused the user name or password of the configuration, or wants one that the configuration does not have.";

    private const string GivenUp = "The connection to Redis was given up while it was being made: Redis refused the user name or password of the configuration, or did not answer in time.";

    /// <summary>Returns a sentence; null when the client's own message is clear enough. It never repeats the configuration.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        RedisServerException server => OfAnswer(server.Message),
        RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } => Refused,
        RedisConnectionException connection when IsRefused(connection) => Refused,

        // The client closes a connection that Redis refuses, and on a busy machine may remember for good that it was closed, and not why.
        RedisConnectionException connection when IsGivenUp(connection) => GivenUp,
        _ => null,
    };

    private static string? OfAnswer(string answer)
    {
        if (Has("NOPERM") || Has("The user executing the script can't"))
        {
            return "The Redis user lacks a right: it needs EVAL, EVALSHA and SCRIPT LOAD, and the commands HGET, HMGET, HGETALL, HKEYS, HSET, HDEL, PTTL and PEXPIRE on keys that begin with wxmini:session:.";
        }

        if (Has("READONLY") || Has("NOREPLICAS") || Has("replica", StringComparison.OrdinalIgnoreCase))
        {
            return "Redis takes no writes here: it is a replica, or has fewer replicas than min-replicas-to-write asks for. Connect to the primary.";
        }

        if (Has("OOM"))
        {
            return "Redis is out of memory (maxmemory). Give it more, or let other keys expire; nothing that was acknowledged is lost, and those who are signed in stay so.";
        }

        if (Has("WRONGTYPE"))
        {
            return "A key of this library in Redis is of another type: something else wrote it. Delete the key: the user logs in again.";
        }

        if (Has("MISCONF"))
        {
            return "Redis takes no writes, since it cannot save to its disk. Free some space, and see its log.";
        }

        return Has("LOADING") ? "Redis is still loading its data after a start. It answers when it has." : Has("NOAUTH") || Has("WRONGPASS") ? Refused : null;

        bool Has(string word, StringComparison comparison = StringComparison.Ordinal) => answer.Contains(word, comparison);
    }

    private static bool IsRefused(Exception exception) => CausesOf(exception).Any(static cause =>
        cause.Message.Contains("WRONGPASS", StringComparison.Ordinal) || cause.Message.Contains("NOAUTH", StringComparison.Ordinal) || cause.Message.Contains("AuthenticationFailure", StringComparison.Ordinal));

    private static bool IsGivenUp(Exception exception) => CausesOf(exception).Any(static cause => cause is SocketException { SocketErrorCode: SocketError.OperationAborted });

    private static IEnumerable<Exception> CausesOf(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}

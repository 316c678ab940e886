using Amazon.DynamoDBv2;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Storage.DynamoDb;
using WeChatMini.Sdk.Storage.DynamoDb.Sessions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Uses Amazon DynamoDB for sessions.</summary>
public static class WeChatMiniDynamoDbBuilderExtensions
{
    /// <summary>
    /// Keeps sessions in a DynamoDB table: one consistent read for a validation, conditional writes. Tokens are hashes, session_keys are
    /// encrypted. While DynamoDB is away the answer is "store unavailable", never "signed out".
    /// </summary>
    /// <param name="builder">The mini-program; the default one's store serves every other that has none of its own.</param>
    /// <param name="tableName">A table with a string partition key <c>pk</c> and no sort key; its name or its ARN. It is not created here.</param>
    /// <param name="configure">
    /// Changes the client's settings; none by default, and region and credentials are the host's. Connecting is given 1 s and an operation 700 ms, with one
    /// more try of ours within it: leave <c>MaxErrorRetry</c> at 0. The client is made on first use.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The table's name is empty.</exception>
    public static WeChatMiniBuilder UseDynamoDbSessions(this WeChatMiniBuilder builder, string tableName, Action<AmazonDynamoDBConfig>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(tableName);
        return builder.UseSessionStore(services => new DynamoDbSessionStore(DynamoDbConnection.New(configure, services.GetRequiredService<TimeProvider>()), tableName));
    }

    /// <summary>Keeps sessions in a DynamoDB table over a client that the application has. An operation is given 700 ms, whatever its settings.</summary>
    /// <param name="builder">The mini-program; the default one's store serves every other that has none of its own.</param>
    /// <param name="tableName">A table with a string partition key <c>pk</c> and no sort key; its name or its ARN. It is not created here.</param>
    /// <param name="client">Returns the client; called once, on first use. It stays yours to dispose. A connection that died while a function was frozen costs it a failed call.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The table's name is empty.</exception>
    public static WeChatMiniBuilder UseDynamoDbSessions(this WeChatMiniBuilder builder, string tableName, Func<IServiceProvider, IAmazonDynamoDB> client)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(tableName);
        ArgumentNullException.ThrowIfNull(client);
        return builder.UseSessionStore(services => new DynamoDbSessionStore(DynamoDbConnection.Over(client(services)), tableName));
    }
}

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace WeChatMini.Sdk.Storage.DynamoDb;

/// <summary>The table that sessions are kept in: a string <c>pk</c> as its partition key and no sort key.</summary>
public static class DynamoDbTable
{
    /// <summary>Creates the table, paid by request, unless it exists, and waits until it can be used. For development and tests: a function should not have the right to.</summary>
    /// <param name="client">The client to do it with.</param>
    /// <param name="tableName">The table's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AmazonDynamoDBException">It could not be created.</exception>
    public static async Task CreateAsync(IAmazonDynamoDB client, string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(tableName);
        try
        {
            var request = new CreateTableRequest
            {
                TableName = tableName,
                AttributeDefinitions = [new AttributeDefinition(DynamoDbItem.Key, ScalarAttributeType.S)],
                KeySchema = [new KeySchemaElement(DynamoDbItem.Key, KeyType.HASH)],
                BillingMode = BillingMode.PAY_PER_REQUEST,
            };
            await client.CreateTableAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ResourceInUseException)
        {
            // It exists, or somebody else is creating it.
        }

        while ((await client.DescribeTableAsync(tableName, cancellationToken).ConfigureAwait(false)).Table.TableStatus != TableStatus.ACTIVE)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }
}

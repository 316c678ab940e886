using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Amazon.DynamoDBv2.Model;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Documents;

namespace WeChatMini.Sdk.Storage.DynamoDb.Sessions;

/// <summary>Sessions in a DynamoDB table, an item for each user. What was acknowledged has been written to several disks by DynamoDB.</summary>
internal sealed class DynamoDbSessionStore(DynamoDbConnection connection, string table) : DocumentSessionStore, IDisposable
{
    protected override string Engine => "DynamoDB";

    /// <summary>An item has at most 400 KB, with the names and the other values in it.</summary>
    protected override int MaxDocumentSize => (400 - 1) * 1024;

    public void Dispose() => connection.Dispose();

    protected override async ValueTask<StoredDocument?> LoadAsync(UserHandle user, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = table, Key = DynamoDbItem.KeyOf(user), ConsistentRead = true };
        var answer = await AskAsync(ct => connection.Client.GetItemAsync(request, ct), cancellationToken).ConfigureAwait(false);
        return answer.Item is { Count: > 0 } item ? DynamoDbItem.Read(item) : null;
    }

    protected override async ValueTask<bool> SaveAsync(UserHandle user, SessionDocument document, string? version, CancellationToken cancellationToken)
    {
        var request = new PutItemRequest { TableName = table, ConditionExpression = $"attribute_not_exists({DynamoDbItem.Key})" };
        if (version is not null)
        {
            request.ConditionExpression = IsVersion;
            request.ExpressionAttributeValues = Known(version);
        }

        return await HeldAsync(
            ct =>
            {
                // Anew for each try: the document is a stream, which can be read once.
                request.Item = DynamoDbItem.Write(user, document);
                return connection.Client.PutItemAsync(request, ct);
            },
            cancellationToken).ConfigureAwait(false);
    }

    protected override ValueTask<bool> DeleteAsync(UserHandle user, string version, CancellationToken cancellationToken)
    {
        var request = new DeleteItemRequest { TableName = table, Key = DynamoDbItem.KeyOf(user), ConditionExpression = IsVersion, ExpressionAttributeValues = Known(version) };
        return HeldAsync(ct => connection.Client.DeleteItemAsync(request, ct), cancellationToken);
    }

    /// <summary>Reads the table page by page. DynamoDB charges for what a scan reads, not for what it finds.</summary>
    protected override async IAsyncEnumerable<UserHandle> ScanAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ScanRequest
        {
            TableName = table,
            ConsistentRead = true,
            ProjectionExpression = DynamoDbItem.Key,
            FilterExpression = "#due <= :now",
            ExpressionAttributeNames = new() { ["#due"] = DynamoDbItem.Due },
            ExpressionAttributeValues = new() { [":now"] = DynamoDbItem.Number(now.ToUnixTimeMilliseconds()) },
        };
        do
        {
            var page = await AskAsync(ct => connection.Client.ScanAsync(request, ct), cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items ?? [])
            {
                yield return DynamoDbItem.UserOf(item);
            }

            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    private const string IsVersion = $"{DynamoDbItem.Version} = :known";

    private static Dictionary<string, AttributeValue> Known(string version) => new() { [":known"] = new AttributeValue { N = version } };

    private async ValueTask<bool> HeldAsync<T>(Func<CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(write, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>Asks, and once more after a moment if something went wrong that may be over by then.</summary>
    private async ValueTask<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                return await ask(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (DynamoDbErrors.IsTransient(exception))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(20, 60)), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }

            return await ask(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not ConditionalCheckFailedException && Explain(exception) is { } clear)
        {
            throw clear;
        }
    }

    private InvalidOperationException? Explain(Exception exception) => DynamoDbErrors.Explain(exception, table, connection.Config);
}

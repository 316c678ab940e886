using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Documents;

namespace WeChatMini.Sdk.Storage.AzureTables.Sessions;

/// <summary>Sessions in an Azure table, an entity for each user. What was acknowledged is as durable as the account's redundancy makes it.</summary>
[RequiresUnreferencedCode(AzureTablesAot.Message)]
[RequiresDynamicCode(AzureTablesAot.Message)]
internal sealed class AzureTablesSessionStore(AzureTablesConnection connection) : DocumentSessionStore, IDisposable
{
    protected override string Engine => "Azure Tables";

    protected override int MaxDocumentSize => AzureTablesEntity.MaxSize;

    public void Dispose() => connection.Dispose();

    protected override async ValueTask<StoredDocument?> LoadAsync(UserHandle user, CancellationToken cancellationToken)
    {
        try
        {
            return AzureTablesEntity.Read(await AskAsync(ct => connection.Client.GetEntityAsync<TableEntity>(user.ToString(), AzureTablesEntity.Row, cancellationToken: ct), cancellationToken).ConfigureAwait(false));
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // The entity: a table that is missing was created or explained. GetEntityIfExists would take it for a user who is signed out.
            return null;
        }
    }

    protected override async ValueTask<bool> SaveAsync(UserHandle user, SessionDocument document, string? version, CancellationToken cancellationToken)
    {
        var entity = AzureTablesEntity.Write(user, document);
        return await HeldAsync(
            ct => version is null
                ? connection.Client.AddEntityAsync(entity, ct)
                : connection.Client.UpdateEntityAsync(entity, new ETag(version), TableUpdateMode.Replace, ct),
            cancellationToken).ConfigureAwait(false);
    }

    protected override ValueTask<bool> DeleteAsync(UserHandle user, string version, CancellationToken cancellationToken) =>
        HeldAsync(ct => connection.Client.DeleteEntityAsync(user.ToString(), AzureTablesEntity.Row, new ETag(version), ct), cancellationToken);

    /// <summary>Looks through the table page by page: there is no index but the key.</summary>
    protected override async IAsyncEnumerable<UserHandle> ScanAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = FormattableString.Invariant($"RowKey eq '{AzureTablesEntity.Row}' and {AzureTablesEntity.Due} le {now.ToUnixTimeMilliseconds()}L");
        string? next = null;
        do
        {
            var page = await AskAsync(ct => PageAsync(filter, next, ct), cancellationToken).ConfigureAwait(false);
            foreach (var entity in page?.Values ?? [])
            {
                yield return AzureTablesEntity.UserOf(entity);
            }

            next = page?.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(next));
    }

    private async Task<Page<TableEntity>?> PageAsync(string filter, string? from, CancellationToken cancellationToken)
    {
        await foreach (var page in connection.Client.QueryAsync<TableEntity>(filter, select: ["PartitionKey"], cancellationToken: cancellationToken).AsPages(from).ConfigureAwait(false))
        {
            return page;
        }

        return null;
    }

    private async ValueTask<bool> HeldAsync(Func<CancellationToken, Task<Response>> write, CancellationToken cancellationToken)
    {
        try
        {
            // A deletion of what is not there is no failure to the client.
            return (await AskAsync(write, cancellationToken).ConfigureAwait(false)).Status != 404;
        }
        catch (RequestFailedException exception) when (AzureTablesErrors.IsLostRace(exception))
        {
            return false;
        }
    }

    /// <summary>Asks, and once more after a moment if something went wrong that may be over by then, or after the table was created.</summary>
    private async ValueTask<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                return await ask(cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailedException exception) when (AzureTablesErrors.IsTableMissing(exception))
            {
                await connection.Client.CreateIfNotExistsAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (AzureTablesErrors.IsTransient(exception))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(20, 60)), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }

            return await ask(cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (AzureTablesErrors.Explain(exception, connection.Client.AccountName, connection.Client.Name) is { } clear)
        {
            throw clear;
        }
    }
}

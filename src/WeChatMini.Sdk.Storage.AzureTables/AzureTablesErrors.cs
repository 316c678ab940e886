using Azure;

namespace WeChatMini.Sdk.Storage.AzureTables;

/// <summary>Says what to do about failures of Azure Tables, and which of them are worth another try.</summary>
internal static class AzureTablesErrors
{
    public static bool IsTableMissing(RequestFailedException exception) => exception is { Status: 404, ErrorCode: "TableNotFound" };

    /// <summary>Another write was quicker: an entity that is there already, one that has gone, or one with another ETag.</summary>
    public static bool IsLostRace(RequestFailedException exception) => exception switch
    {
        { Status: 412 } => true,
        { Status: 409 } => exception.ErrorCode == "EntityAlreadyExists",
        { Status: 404 } => !IsTableMissing(exception),
        _ => false,
    };

    /// <summary>Nothing was done, or what was done will recognise itself: see <see cref="Documents.SessionDocument.Stamp"/>.</summary>
    public static bool IsTransient(Exception exception) => exception is RequestFailedException { Status: 0 or 408 or 429 or >= 500 } or HttpRequestException or IOException;

    /// <summary>Returns the exception to throw instead, or null when the client's own is clear enough.</summary>
    public static InvalidOperationException? Explain(RequestFailedException exception, string account, string table) => exception switch
    {
        { Status: 401 } or { Status: 403, ErrorCode: "AuthenticationFailed" or "InvalidAuthenticationInfo" } =>
            // Its text may repeat what was signed: only the code is told.
            new($"The account '{account}' does not accept the credentials of this process ({exception.ErrorCode}). Look for a wrong or renewed key, and at the machine's clock."),
        { Status: 403 } =>
            new($"This process may not use the table '{table}' of the account '{account}' ({exception.ErrorCode}). Its identity needs the role Storage Table Data Contributor, and the account's firewall must let it in.", exception),
        { Status: 404 } when IsTableMissing(exception) =>
            new($"There is no table '{table}' in the account '{account}', and it could not be created. Create it, or correct its name.", exception),
        { Status: 409, ErrorCode: "TableBeingDeleted" } =>
            new($"The table '{table}' of the account '{account}' is being deleted. Its name can be used again after a minute or so.", exception),
        { Status: 429 } or { Status: 503, ErrorCode: "ServerBusy" } =>
            new($"The account '{account}' throttles ({exception.ErrorCode}). Storage takes 20,000 operations a second for all its tables; of Cosmos DB raise the throughput.", exception),
        _ => null,
    };
}

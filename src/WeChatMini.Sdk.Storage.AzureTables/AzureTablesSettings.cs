using Azure.Data.Tables;

namespace WeChatMini.Sdk.Storage.AzureTables;

/// <summary>Refuses settings that no account can serve, at start-up and without repeating a secret.</summary>
internal static class AzureTablesSettings
{
    /// <exception cref="ArgumentException">Azure does not allow the name.</exception>
    public static void Check(string tableName)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        if (tableName.Length is < 3 or > 63 || !char.IsAsciiLetter(tableName[0]) || !tableName.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException($"'{tableName}' is no name of an Azure table: 3 to 63 letters and digits, a letter first.", nameof(tableName));
        }
    }

    /// <exception cref="ArgumentException">It cannot be read. The message does not repeat it: it holds a key.</exception>
    public static void CheckConnection(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        try
        {
            _ = new TableServiceClient(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException)
        {
            throw new ArgumentException("The connection string of the storage account cannot be read: DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…;EndpointSuffix=core.windows.net", nameof(connectionString));
        }
    }
}

namespace WeChatMini.Sdk.Storage.AzureTables;

/// <summary>Why this package is not for native AOT.</summary>
internal static class AzureTablesAot
{
    public const string Message = "Azure.Data.Tables reads and writes entities by reflection: use another store in trimmed and ahead-of-time compiled programs.";
}

using System.Text;
using Azure.Data.Tables;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.AzureTables;

/// <summary>Gate G7 for Azure Tables: whoever reads the table opens no session and has no session_key.</summary>
public sealed class NothingInClearTests
{
    [Fact]
    public Task The_entities_hold_no_token_and_no_session_key() => RealTime.HoldsAsync(async () =>
    {
        await using var server = await AzuriteServer.StartAsync();
        await LoginsInClear.AssertNoneAsync(builder => AzureTablesFixture.Use(builder, server.ConnectionString()), async () =>
        {
            var dump = new StringBuilder();
            await foreach (var entity in AzureTablesFixture.Client(server).QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
            {
                foreach (var (name, value) in entity)
                {
                    dump.Append(name).Append('=').Append(value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : value).Append('\n');
                }
            }

            return dump.ToString();
        });
    });
}

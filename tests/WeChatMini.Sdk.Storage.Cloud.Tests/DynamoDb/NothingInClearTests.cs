using System.Text;
using Amazon.DynamoDBv2.Model;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.DynamoDb;

/// <summary>Gate G7 for DynamoDB: whoever reads the table opens no session and has no session_key.</summary>
public sealed class NothingInClearTests
{
    [Fact]
    public Task The_items_hold_no_token_and_no_session_key() => RealTime.HoldsAsync(async () =>
    {
        await using var server = await DynamoDbFixture.StartAsync();
        using var client = DynamoDbFixture.Client(server.Address);
        await LoginsInClear.AssertNoneAsync(builder => DynamoDbFixture.Use(builder, server.Address), async () =>
        {
            var items = (await client.ScanAsync(new ScanRequest(DynamoDbFixture.Table), TestContext.Current.CancellationToken)).Items;
            Assert.Equal(10, items.Count);
            return string.Join('\n', items.SelectMany(item => item).Select(attribute => $"{attribute.Key}={attribute.Value.S}{attribute.Value.N}{Bytes(attribute.Value)}"));
        });
    });

    private static string Bytes(AttributeValue value) => value.B is null ? "" : Encoding.Latin1.GetString(value.B.ToArray());
}

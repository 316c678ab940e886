using Amazon.DynamoDBv2.Model;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.DynamoDb;

/// <summary>An item that somebody else wrote under a user's key is an error that names it, never a session and never "signed out".</summary>
public sealed class ForeignItemTests(DynamoDbFixture dynamo) : IClassFixture<DynamoDbFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<byte[]?> Documents => new(null, [], "hello"u8.ToArray(), "WM"u8.ToArray(), [(byte)'W', (byte)'M', 1, 0]);

    [Theory]
    [MemberData(nameof(Documents))]
    public Task A_planted_document_is_neither_read_nor_overwritten_and_the_error_says_what_to_do(byte[]? document) => RealTime.HoldsAsync(async () =>
    {
        var server = await dynamo.ServerAsync();
        using var client = DynamoDbFixture.Client(server.Address);
        var user = Sample.NewUser();
        var item = new Dictionary<string, AttributeValue> { ["pk"] = new() { S = user.ToString() }, ["theirs"] = new() { S = "value" } };
        if (document is { Length: > 0 })
        {
            item["doc"] = new AttributeValue { B = new MemoryStream(document) };
        }

        await client.PutItemAsync(DynamoDbFixture.Table, item, Ct);
        await using var stores = new Stores(builder => DynamoDbFixture.Use(builder, server.Address));
        var store = stores.Store;

        Func<Task>[] calls =
        [
            () => store.FindAsync(new SessionAddress(user, Sample.Token("phone")), Sample.T0, Ct).AsTask(),
            () => store.CreateAsync(Sample.Creation(user, Sample.Token("phone")), Ct).AsTask(),
            () => store.RevokeAllAsync(user, Ct).AsTask(),
            () => store.ListAsync(user, Sample.T0, Ct).AsTask(),
        ];
        foreach (var call in calls)
        {
            var exception = await Assert.ThrowsAsync<InvalidDataException>(call);
            Assert.Contains(user.ToString(), exception.Message, StringComparison.Ordinal);
            Assert.Contains("Delete it: the user logs in again.", exception.Message, StringComparison.Ordinal);
        }

        var kept = await client.GetItemAsync(DynamoDbFixture.Table, new() { ["pk"] = item["pk"] }, Ct);
        Assert.Equal("value", kept.Item["theirs"].S);
        await client.DeleteItemAsync(DynamoDbFixture.Table, new() { ["pk"] = item["pk"] }, Ct);
        await store.CreateAsync(Sample.Creation(user, Sample.Token("phone")), Ct);
        Assert.NotNull((await store.FindAsync(new SessionAddress(user, Sample.Token("phone")), Sample.T0, Ct)).Session);
    });
}

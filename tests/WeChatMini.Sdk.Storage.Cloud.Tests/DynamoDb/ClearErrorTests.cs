using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;
using WeChatMini.Sdk.Storage.DynamoDb;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.DynamoDb;

/// <summary>Each error that an operator must correct says how. The exception goes to the log; callers see "store unavailable".</summary>
public sealed class ClearErrorTests(DynamoDbFixture dynamo) : IClassFixture<DynamoDbFixture>
{
    private static readonly SessionAddress Address = new(Sample.User("alice"), Sample.Token("phone"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_missing_table_is_named_with_the_key_that_it_needs() => RealTime.HoldsAsync(async () =>
    {
        var server = await dynamo.ServerAsync();
        await using var stores = new Stores(builder => DynamoDbFixture.Use(builder, server.Address, "nowhere"));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => stores.Store.FindAsync(Address, Sample.T0, Ct).AsTask());

        Assert.Contains("There is no DynamoDB table 'nowhere' at " + server.Address, exception.Message, StringComparison.Ordinal);
        Assert.Contains("string partition key 'pk'", exception.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_table_with_another_key_is_refused_with_the_key_that_it_needs() => RealTime.HoldsAsync(async () =>
    {
        var server = await dynamo.ServerAsync();
        using var client = DynamoDbFixture.Client(server.Address);
        var table = $"another-key-{Guid.NewGuid():N}";
        await client.CreateTableAsync(new CreateTableRequest
        {
            TableName = table,
            AttributeDefinitions = [new("id", ScalarAttributeType.S)],
            KeySchema = [new("id", KeyType.HASH)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
        }, Ct);
        await DynamoDbTable.CreateAsync(client, table, Ct); // It exists: this waits until it can be used.
        await using var stores = new Stores(builder => DynamoDbFixture.Use(builder, server.Address, table));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => stores.Store.FindAsync(Address, Sample.T0, Ct).AsTask());

        Assert.Contains($"'{table}' does not fit", exception.Message, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("AccessDeniedException", "Its role needs dynamodb:GetItem, dynamodb:PutItem and dynamodb:DeleteItem")]
    [InlineData("ProvisionedThroughputExceededException", "Raise its capacity")]
    [InlineData("ThrottlingException", "Raise its capacity")]
    [InlineData("UnrecognizedClientException", "does not accept the credentials")]
    [InlineData("ExpiredTokenException", "does not accept the credentials")]
    public Task What_DynamoDB_refuses_is_said_with_what_to_do(string code, string sentence) => RealTime.HoldsAsync(async () =>
    {
        await using var stores = CannedDynamoDb.Open(new CannedAnswers(CannedDynamoDb.Error(code, "No.")));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => stores.Store.FindAsync(Address, Sample.T0, Ct).AsTask());

        Assert.Contains(sentence, exception.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task An_answer_about_a_wrong_signature_is_not_repeated_for_it_may_hold_a_session_token() => RealTime.HoldsAsync(async () =>
    {
        var canonical = "The Canonical String for this request should have been 'x-amz-security-token:canary-session-token'";
        await using var stores = CannedDynamoDb.Open(new CannedAnswers(CannedDynamoDb.Error("InvalidSignatureException", canonical)));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => stores.Store.FindAsync(Address, Sample.T0, Ct).AsTask());

        var text = exception.ToString();
        Assert.Contains("InvalidSignatureException", text, StringComparison.Ordinal);
        foreach (var secret in new[] { "canary-session-token", DynamoDbFixture.AccessKey, DynamoDbFixture.SecretKey })
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    });

    [Fact]
    public Task What_may_be_over_in_a_moment_is_tried_once_more() => RealTime.HoldsAsync(async () =>
    {
        var answers = new CannedAnswers(CannedDynamoDb.Error("InternalServerError", "Oops.", HttpStatusCode.InternalServerError), (HttpStatusCode.OK, CannedDynamoDb.NoItem));
        await using var stores = CannedDynamoDb.Open(answers);
        Assert.Null((await stores.Store.FindAsync(Address, Sample.T0, Ct)).Session);
        Assert.Equal(2, answers.Asked);

        var broken = new CannedAnswers(null, (HttpStatusCode.OK, CannedDynamoDb.NoItem));
        await using var others = CannedDynamoDb.Open(broken);
        Assert.Null((await others.Store.FindAsync(Address, Sample.T0, Ct)).Session);
        Assert.Equal(2, broken.Asked);
    });

    [Fact]
    public Task What_fails_twice_fails() => RealTime.HoldsAsync(async () =>
    {
        var answers = new CannedAnswers(CannedDynamoDb.Error("InternalServerError", "Oops.", HttpStatusCode.InternalServerError));
        await using var stores = CannedDynamoDb.Open(answers);
        Assert.NotNull(await Record.ExceptionAsync(() => stores.Store.FindAsync(Address, Sample.T0, Ct).AsTask()));
        Assert.Equal(2, answers.Asked);
    });
}

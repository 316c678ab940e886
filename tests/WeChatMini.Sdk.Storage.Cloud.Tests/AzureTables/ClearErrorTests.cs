using System.Net;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.AzureTables;

/// <summary>Each error that an operator must correct says how. The exception goes to the log; callers see "store unavailable".</summary>
public sealed class ClearErrorTests(AzureTablesFixture azure) : IClassFixture<AzureTablesFixture>
{
    private const string Canned = "AccountName=canned;AccountKey=Y2FuYXJ5LWtleS1vZi1henVyZQ==;TableEndpoint=http://canned.example/canned;";

    private static readonly SessionAddress Address = new(Sample.User("alice"), Sample.Token("phone"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_missing_table_is_created_by_whatever_call_comes_first() => RealTime.HoldsAsync(async () =>
    {
        var server = await azure.ServerAsync();
        var (byAFind, byALogin) = ("find" + Guid.NewGuid().ToString("N"), "login" + Guid.NewGuid().ToString("N"));
        await using var stores = new Stores(builder => AzureTablesFixture.Use(builder, server.ConnectionString(), byAFind));
        Assert.Null((await stores.Store.FindAsync(Address, Sample.T0, Ct)).Session);
        await foreach (var _ in AzureTablesFixture.Client(server, byAFind).QueryAsync<Azure.Data.Tables.TableEntity>(cancellationToken: Ct))
        {
            Assert.Fail("It should be empty.");
        }

        await using var others = new Stores(builder => AzureTablesFixture.Use(builder, server.ConnectionString(), byALogin));
        await others.Store.CreateAsync(Sample.Creation(Address.User, Address.Token), Ct);
        Assert.NotNull((await others.Store.FindAsync(Address, Sample.T0, Ct)).Session);
    });

    [Fact]
    public Task A_wrong_key_is_named_as_the_cause_and_not_repeated() => RealTime.HoldsAsync(async () =>
    {
        var server = await azure.ServerAsync();
        var key = Convert.ToBase64String("canary-key-of-azure"u8);
        await using var stores = new Stores(builder => AzureTablesFixture.Use(builder, server.ConnectionString(key: key)));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => stores.Store.FindAsync(Address, Sample.T0, Ct).AsTask());

        var text = exception.ToString();

        // Azurite calls it AuthorizationFailure, Azure AuthenticationFailed, which is in the list below.
        Assert.Contains("This process may not use the table 'wechatsessions'", text, StringComparison.Ordinal);
        Assert.DoesNotContain(key, text, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "AuthorizationPermissionMismatch", "Storage Table Data Contributor")]
    [InlineData(HttpStatusCode.Forbidden, "AuthenticationFailed", "does not accept the credentials")]
    [InlineData(HttpStatusCode.NotFound, "TableNotFound", "There is no table 'wechatsessions' in the account 'canned'")]
    [InlineData(HttpStatusCode.Conflict, "TableBeingDeleted", "is being deleted")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServerBusy", "throttles")]
    public Task What_Azure_refuses_is_said_with_what_to_do(HttpStatusCode status, string code, string sentence) => RealTime.HoldsAsync(async () =>
    {
        await using var stores = Open(new CannedAnswers(Error(status, code)));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => stores.Store.CreateAsync(Sample.Creation(Address.User, Address.Token), Ct).AsTask());

        Assert.Contains(sentence, exception.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task What_may_be_over_in_a_moment_is_tried_once_more_and_no_more() => RealTime.HoldsAsync(async () =>
    {
        var answers = new CannedAnswers(Error(HttpStatusCode.InternalServerError, "InternalError"), Error(HttpStatusCode.NotFound, "ResourceNotFound"));
        await using var stores = Open(answers);
        Assert.Null((await stores.Store.FindAsync(Address, Sample.T0, Ct)).Session);
        Assert.Equal(2, answers.Asked);

        var broken = new CannedAnswers([null]);
        await using var others = Open(broken);
        Assert.NotNull(await Record.ExceptionAsync(() => others.Store.FindAsync(Address, Sample.T0, Ct).AsTask()));
        Assert.Equal(2, broken.Asked);
    });

    [Fact]
    public void A_connection_string_that_cannot_be_read_is_refused_at_start_up_and_not_repeated()
    {
        var exception = Assert.Throws<ArgumentException>(() => new Stores(builder => builder.UseAzureTableSessions("AccountKey=canary-key")));

        Assert.Contains("cannot be read", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-key", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wechat-sessions")]
    [InlineData("ab")]
    [InlineData("1sessions")]
    public void A_name_that_Azure_does_not_allow_is_refused_at_start_up(string name) =>
        Assert.Contains(name, Assert.Throws<ArgumentException>(() => new Stores(builder => builder.UseAzureTableSessions(Canned, name))).Message, StringComparison.Ordinal);

    private static Stores Open(CannedAnswers answers) =>
        new(builder => builder.UseAzureTableSessions(Canned, configure: options => options.Transport = new HttpClientTransport(new HttpClient(answers, disposeHandler: false))));

    private static (HttpStatusCode Status, string Body) Error(HttpStatusCode status, string code) =>
        (status, """{"odata.error":{"code":"CODE","message":{"lang":"en-US","value":"No."}}}""".Replace("CODE", code, StringComparison.Ordinal));
}

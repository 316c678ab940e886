using Azure.Data.Tables;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Cloud.Tests.Support;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.AzureTables;

/// <summary>An entity that somebody else wrote under a user's key is an error that names it, never a session and never "signed out".</summary>
public sealed class ForeignEntityTests(AzureTablesFixture azure) : IClassFixture<AzureTablesFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("hello")]
    [InlineData("WM\u0001")]
    public Task A_planted_document_is_neither_read_nor_overwritten_and_the_error_says_what_to_do(string? document) => RealTime.HoldsAsync(async () =>
    {
        var server = await azure.ServerAsync();
        await using var stores = new Stores(builder => AzureTablesFixture.Use(builder, server.ConnectionString()));
        var user = Sample.NewUser();
        var table = AzureTablesFixture.Client(server);
        await table.CreateIfNotExistsAsync(Ct);
        var entity = new TableEntity(user.ToString(), "sessions") { ["Theirs"] = "value" };
        if (document is not null)
        {
            entity["Doc0"] = System.Text.Encoding.Latin1.GetBytes(document);
        }

        await table.AddEntityAsync(entity, Ct);
        Func<Task>[] calls =
        [
            () => stores.Store.FindAsync(new SessionAddress(user, Sample.Token("phone")), Sample.T0, Ct).AsTask(),
            () => stores.Store.CreateAsync(Sample.Creation(user, Sample.Token("phone")), Ct).AsTask(),
        ];
        foreach (var call in calls)
        {
            Assert.Contains("Delete it: the user logs in again.", (await Assert.ThrowsAsync<InvalidDataException>(call)).Message, StringComparison.Ordinal);
        }

        Assert.Equal("value", (await table.GetEntityAsync<TableEntity>(user.ToString(), "sessions", cancellationToken: Ct)).Value["Theirs"]);
    });

    [Fact]
    public Task A_user_with_a_hundred_large_sessions_fits_over_several_properties() => RealTime.HoldsAsync(async () =>
    {
        var server = await azure.ServerAsync();
        await using var stores = new Stores(builder => AzureTablesFixture.Use(builder, server.ConnectionString()));
        var user = Sample.NewUser();
        await Large.FillAsync(stores.Store, user);

        var entity = (await AzureTablesFixture.Client(server).GetEntityAsync<TableEntity>(user.ToString(), "sessions", cancellationToken: Ct)).Value;
        Assert.Equal(4, entity.Keys.Count(name => name.StartsWith("Doc", StringComparison.Ordinal)));

        // Fewer sessions need fewer properties, and none of the old ones may stay behind.
        await stores.Store.RevokeAllAsync(user, Ct);
        entity = (await AzureTablesFixture.Client(server).GetEntityAsync<TableEntity>(user.ToString(), "sessions", cancellationToken: Ct)).Value;
        Assert.Equal(["Doc0"], entity.Keys.Where(name => name.StartsWith("Doc", StringComparison.Ordinal)));
    });
}

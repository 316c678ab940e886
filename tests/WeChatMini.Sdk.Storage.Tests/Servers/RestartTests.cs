using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

/// <summary>Connections that the pool kept are dead after it, and the first use must not be the one to tell.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task PostgreSQL_that_restarted_between_two_uses_answers_the_first_of_them() => await AssertAnswersAsync(await SqlEngine.PostgreSqlAsync());

    [Fact]
    public async Task MariaDB_that_restarted_between_two_uses_answers_the_first_of_them() => await AssertAnswersAsync(await SqlEngine.MariaDbAsync());

    private static async Task AssertAnswersAsync(SqlEngine started)
    {
        await using var engine = started;
        await using var source = engine.Open(await engine.NewDatabaseAsync(), more: engine.Patient);
        using var store = new SqlSessionStore(source, engine.Dialect);
        var address = new SessionAddress(Sample.User("alice"), Sample.Token("phone"));
        await store.CreateAsync(Sample.Creation(address.User, address.Token), TestContext.Current.CancellationToken);

        await engine.Server.RestartAsync();

        Assert.NotNull((await store.FindAsync(address, Sample.T0, TestContext.Current.CancellationToken)).Session);
    }
}

using System.Data.Common;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

/// <summary>Each error of a SQL server that an operator must correct says how, and never with the password.</summary>
public abstract class SqlServerErrorTests(SqlEngineFixture fixture)
{
    private const string GuestPassword = "guest-secret-8Kq";

    private static int _guests;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>As the messages call it.</summary>
    protected abstract string Engine { get; }

    [Fact]
    public Task A_wrong_password_is_named_as_the_cause_and_not_printed() => RealTime.HoldsAsync(async () =>
    {
        var engine = await fixture.EngineAsync();

        await FailAsync("refused the user name or password", engine.Open(await fixture.DatabaseAsync(), password: GuestPassword));
    });

    [Fact]
    public Task A_database_that_does_not_exist_is_named_as_the_cause() => RealTime.HoldsAsync(async () =>
    {
        var engine = await fixture.EngineAsync();

        await FailAsync("The database of the connection string does not exist", engine.Open("nowhere"));
    });

    [Fact]
    public Task Missing_tables_that_may_not_be_made_are_named_with_the_script_that_makes_them() => RealTime.HoldsAsync(async () =>
    {
        var engine = await fixture.EngineAsync();
        var database = await engine.NewDatabaseAsync();

        var message = await FailAsync($"Tables are missing in {Engine} and could not be created here. Run the script in SqlDialect.Schema", await OpenAsGuestAsync(engine, database, "SELECT, INSERT, UPDATE, DELETE"));
        Assert.Contains("lacks a right", message, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_right_that_is_missing_is_named_as_the_cause_and_those_who_are_signed_in_stay_so() => RealTime.HoldsAsync(async () =>
    {
        var (engine, database) = await WithSessionAsync();
        var guest = await OpenAsGuestAsync(engine, database, "SELECT");

        await FailAsync("it needs SELECT, INSERT, UPDATE and DELETE on the wechat_ tables", guest, reads: true);
    });

    [Fact]
    public Task A_server_that_is_read_only_is_named_as_the_cause_and_those_who_are_signed_in_stay_so() => RealTime.HoldsAsync(async () =>
    {
        var (engine, database) = await WithSessionAsync();
        await using var guest = await OpenAsGuestAsync(engine, database, "SELECT, INSERT, UPDATE, DELETE");

        await ReadOnlyAsync(engine, database, guest, async source => await FailAsync("is read-only here", source, reads: true));
    });

    [Fact]
    public Task Missing_tables_do_not_hide_that_a_server_is_read_only() => RealTime.HoldsAsync(async () =>
    {
        var engine = await fixture.EngineAsync();
        var database = await engine.NewDatabaseAsync();
        await using var guest = await OpenAsGuestAsync(engine, database, "ALL");

        await ReadOnlyAsync(engine, database, guest, async source => await FailAsync("is read-only here", source));
    });

    [Fact]
    public Task Too_many_connections_are_named_as_the_cause() => RealTime.HoldsAsync(async () =>
    {
        var (engine, database) = await WithSessionAsync();
        await using var guest = await OpenAsGuestAsync(engine, database, "SELECT, INSERT, UPDATE, DELETE");
        await LimitAsync(engine, "guest_" + _guests);
        await using var taken = await guest.OpenConnectionAsync(Ct);

        await FailAsync($"{Engine} has no connection left", guest);
    });

    [Fact]
    public Task A_table_that_lacks_a_column_is_named_as_the_cause() => RealTime.HoldsAsync(async () =>
    {
        var (engine, database) = await WithSessionAsync();
        await engine.ExecuteAsync(database, "ALTER TABLE wechat_sessions DROP COLUMN data");

        await FailAsync("was not made by this package's script", engine.Open(database, more: engine.Patient));
    });

    [Fact]
    public Task A_server_that_is_not_there_fails_with_the_drivers_own_words_and_without_the_password() => RealTime.HoldsAsync(async () =>
    {
        var engine = await fixture.EngineAsync();
        await using var source = engine.Open("nowhere", more: "Port=1");
        using var store = new SqlSessionStore(source, engine.NewDialect());

        var exception = await Assert.ThrowsAnyAsync<DbException>(() => store.CreateAsync(Sample.Creation(Sample.NewUser(), Sample.NewToken()), Ct).AsTask());
        Assert.DoesNotContain("secret", FailureText.Of(exception), StringComparison.Ordinal);
    });

    [Fact]
    public Task Sessions_go_by_the_callers_clock_whatever_the_servers() => RealTime.HoldsAsync(async () =>
    {
        var engine = await fixture.EngineAsync();
        await using var source = engine.Open(await fixture.DatabaseAsync(), more: engine.Patient);
        using var store = new SqlSessionStore(source, engine.Dialect);

        // Ahead of the server's clock, and behind it.
        foreach (var now in new[] { TimeProvider.System.GetUtcNow().AddHours(1), TimeProvider.System.GetUtcNow().AddHours(-1) })
        {
            var address = new SessionAddress(Sample.NewUser(), Sample.NewToken());
            await store.CreateAsync(Sample.Creation(address.User, address.Token, now), Ct);

            Assert.NotNull((await store.FindAsync(address, now + Sample.Idle - TimeSpan.FromMinutes(1), Ct)).Session);
            Assert.Null((await store.FindAsync(address, now + Sample.Idle, Ct)).Session);
        }
    });

    /// <summary>Makes the server refuse writes of a guest, or of a connection, while something is tried.</summary>
    private protected abstract Task ReadOnlyAsync(SqlEngine engine, string database, DbDataSource guest, Func<DbDataSource, Task> work);

    /// <summary>Makes a user who may open no second connection.</summary>
    private protected abstract Task LimitAsync(SqlEngine engine, string user);

    /// <summary>Makes a user with these rights on the tables of a database, and on those to come.</summary>
    private protected abstract Task GrantAsync(SqlEngine engine, string database, string user, string password, string rights);

    private static async Task<string> FailAsync(string sentence, DbDataSource source, bool reads = false)
    {
        await using var mine = source;
        using var store = new SqlSessionStore(source, DialectOf(source));
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => store.CreateAsync(Sample.Creation(Sample.NewUser(), Sample.NewToken()), Ct).AsTask());
        Assert.Contains(sentence, exception.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<DbException>(exception.InnerException);
        Assert.DoesNotContain("secret", FailureText.Of(exception), StringComparison.Ordinal);
        if (reads)
        {
            Assert.NotNull((await store.FindAsync(new SessionAddress(Sample.User("alice"), Sample.Token("phone")), Sample.T0, Ct)).Session);
        }

        return exception.Message;
    }

    private static SqlDialect DialectOf(DbDataSource source) => source is Npgsql.NpgsqlDataSource ? new PostgreSqlDialect() : new MySqlDialect();

    private async Task<(SqlEngine Engine, string Database)> WithSessionAsync()
    {
        var engine = await fixture.EngineAsync();
        var database = await engine.NewDatabaseAsync();
        await using var source = engine.Open(database, more: engine.Patient);
        using var store = new SqlSessionStore(source, engine.Dialect);
        await store.CreateAsync(Sample.Creation(Sample.User("alice"), Sample.Token("phone")), Ct);
        return (engine, database);
    }

    private async Task<DbDataSource> OpenAsGuestAsync(SqlEngine engine, string database, string rights)
    {
        var user = "guest_" + Interlocked.Increment(ref _guests);
        await GrantAsync(engine, database, user, GuestPassword, rights);
        return engine.Open(database, user, GuestPassword);
    }
}

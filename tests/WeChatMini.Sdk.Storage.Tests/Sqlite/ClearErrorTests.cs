using Microsoft.Data.Sqlite;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Sqlite;

/// <summary>Each error that an operator must correct says how. The exception goes to the log; callers see "store unavailable".</summary>
public sealed class ClearErrorTests : IDisposable
{
    private readonly SqliteFile _file = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_directory_is_named_as_the_cause()
    {
        var exception = await FailAsync(Open($"Data Source={Path.Combine(_file.Folder.FullName, "nowhere", "sessions.db")}"));

        Assert.Contains("Its directory must exist", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_database_is_named_as_the_cause()
    {
        await _file.Open().CreateAsync(Sample.Creation(Sample.User("alice"), Sample.Token("phone")), Ct);
        using var store = Open($"Data Source={_file.Path};Mode=ReadOnly");

        var exception = await FailAsync(store);
        Assert.Contains("read-only", exception.Message, StringComparison.Ordinal);

        // Reading is still possible, so that those who are signed in stay so.
        Assert.NotNull((await store.FindAsync(new SessionAddress(Sample.User("alice"), Sample.Token("phone")), Sample.T0, Ct)).Session);
    }

    [Fact]
    public async Task Missing_tables_that_may_not_be_made_are_named_with_the_script_that_makes_them()
    {
        _file.Execute("CREATE TABLE theirs (a)");

        var exception = await FailAsync(Open($"Data Source={_file.Path};Mode=ReadOnly"));

        Assert.Contains("Tables are missing in SQLite and could not be created here. Run the script in SqlDialect.Schema", exception.Message, StringComparison.Ordinal);
        Assert.Contains("read-only", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_named_as_the_cause_and_takes_nothing_that_was_acknowledged()
    {
        var user = Sample.User("alice");
        using var store = _file.Open();
        await store.CreateAsync(Sample.Creation(user, Sample.Token("phone")), Ct);

        // The one connection that the store keeps goes back to the pool, gets a limit that stands for the disk's, and comes out again.
        store.Dispose();
        await using (var pooled = await _file.Source.OpenConnectionAsync(Ct))
        {
            ((SqliteConnection)pooled).Execute("PRAGMA max_page_count = 1");
        }

        using var again = _file.Open();
        var acknowledged = new List<TokenHash> { Sample.Token("phone") };
        InvalidOperationException? failure = null;
        for (var login = 0; failure is null && login < 1_000; login++)
        {
            var token = Sample.NewToken();
            try
            {
                await again.CreateAsync(Sample.Creation(user, token, maxSessions: 1_000), Ct);
                acknowledged.Add(token);
            }
            catch (InvalidOperationException exception)
            {
                failure = exception;
            }
        }

        Assert.Contains("The disk under the SQLite file is full", failure?.Message, StringComparison.Ordinal);
        using var reader = Open($"Data Source={_file.Path};Pooling=False");
        Assert.Equal(acknowledged.Count, (await reader.ListAsync(user, Sample.T0, Ct)).Count);
        Assert.Equal("ok", _file.Query("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_as_the_cause()
    {
        await File.WriteAllTextAsync(_file.Path, new string('x', 8_192), Ct);

        Assert.Contains("is no SQLite file", (await FailAsync(Open($"Data Source={_file.Path}"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_nobody_foresaw_comes_as_the_driver_threw_it()
    {
        await _file.Open().ListAsync(Sample.NewUser(), Sample.T0, Ct);
        _file.Execute("ALTER TABLE wechat_sessions DROP COLUMN data");

        var exception = await Assert.ThrowsAsync<SqliteException>(() => _file.Open().ListAsync(Sample.NewUser(), Sample.T0, Ct).AsTask());
        Assert.Contains("no such column", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _file.Dispose();

    private static SqlSessionStore Open(string connectionString) => new(SqliteFile.SourceOf(connectionString), new SqliteDialect());

    private static async Task<InvalidOperationException> FailAsync(SqlSessionStore store)
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => store.CreateAsync(Sample.Creation(Sample.NewUser(), Sample.NewToken()), Ct).AsTask());
        Assert.IsType<SqliteException>(exception.InnerException);
        return exception;
    }
}

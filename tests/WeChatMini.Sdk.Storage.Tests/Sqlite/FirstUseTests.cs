using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Sqlite;

public sealed class FirstUseTests : IDisposable
{
    private readonly SqliteFile _file = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_opened_before_the_first_use()
    {
        var store = _file.Open();
        Assert.False(File.Exists(_file.Path));

        await store.ListAsync(Sample.NewUser(), Sample.T0, Ct);
        Assert.True(File.Exists(_file.Path));
    }

    [Fact]
    public async Task The_first_use_makes_the_tables_and_turns_write_ahead_logging_on()
    {
        await _file.Open().CreateAsync(Sample.Creation(Sample.NewUser(), Sample.NewToken()), Ct);

        Assert.Equal("wal", _file.Query("PRAGMA journal_mode"));
        Assert.Equal(1L, _file.Query("SELECT COUNT(*) FROM wechat_sessions"));
        Assert.Equal(3L, _file.Query("SELECT COUNT(*) FROM sqlite_master WHERE type = 'index' AND name LIKE 'wechat_%'"));
    }

    [Fact]
    public async Task The_shipped_script_makes_the_same_tables_and_may_be_run_again()
    {
        using var other = new SqliteFile();
        await other.Open().ListAsync(Sample.NewUser(), Sample.T0, Ct);

        _file.Execute(new SqliteDialect().Schema);
        _file.Execute(new SqliteDialect().Schema);

        const string all = "SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name)";
        Assert.Equal(other.Query(all), _file.Query(all));
        await _file.Open().CreateAsync(Sample.Creation(Sample.NewUser(), Sample.NewToken()), Ct);
    }

    [Fact]
    public async Task Many_stores_may_use_a_new_file_at_the_same_instant()
    {
        for (var round = 0; round < 20; round++)
        {
            using var file = new SqliteFile();
            var users = Enumerable.Range(0, 12).Select(_ => Sample.NewUser()).ToArray();
            var stores = users.Select(_ => file.Open()).ToArray();

            await Task.WhenAll(users.Select((user, index) => Task.Run(async () =>
            {
                if (index % 2 == 0)
                {
                    await stores[index].CreateAsync(Sample.Creation(user, Sample.NewToken()), Ct);
                }
                else
                {
                    await stores[index].ListAsync(user, Sample.T0, Ct);
                }
            })));

            Assert.Equal(6L, file.Query("SELECT COUNT(*) FROM wechat_sessions"));
        }
    }

    [Fact]
    public async Task Two_processes_may_use_a_new_file_at_the_same_instant()
    {
        for (var round = 0; round < 5; round++)
        {
            using var file = new SqliteFile();
            using var first = await WriterProcess.ServeAsync(file.Path, Ct);
            using var second = await WriterProcess.ServeAsync(file.Path, Ct);
            Assert.False(File.Exists(file.Path));

            var command = $"create {Convert.ToHexString(Sample.NewUser().ToArray())} ";
            var answers = await Task.WhenAll(
                first.AskAsync(command + Convert.ToHexString(Sample.NewToken().ToArray()), Ct),
                second.AskAsync(command + Convert.ToHexString(Sample.NewToken().ToArray()), Ct));

            Assert.Equal(["ok", "ok"], answers);
            Assert.Equal(2L, file.Query("SELECT COUNT(*) FROM wechat_sessions"));
            Assert.Equal("ok", file.Query("PRAGMA integrity_check"));
        }
    }

    [Fact]
    public async Task Tables_that_are_dropped_while_the_store_is_in_use_are_made_again()
    {
        var store = _file.Open();
        await store.CreateAsync(Sample.Creation(Sample.User("alice"), Sample.Token("phone")), Ct);
        _file.Execute("DROP TABLE wechat_sessions; DROP TABLE wechat_users");

        await store.CreateAsync(Sample.Creation(Sample.User("alice"), Sample.Token("tablet")), Ct);

        Assert.Equal([Sample.Token("tablet")], (await store.ListAsync(Sample.User("alice"), Sample.T0, Ct)).Select(session => session.Token));
    }

    [Fact]
    public async Task A_disposed_store_says_so_and_lets_go_of_the_file()
    {
        var store = new SqlSessionStore(SqliteFile.SourceOf($"Data Source={_file.Path};Pooling=False"), new SqliteDialect());
        await store.CreateAsync(Sample.Creation(Sample.NewUser(), Sample.NewToken()), Ct);
        store.Dispose();

        // The last connection to close takes the write-ahead log with it.
        Assert.False(File.Exists(_file.Path + "-wal"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.ListAsync(Sample.NewUser(), Sample.T0, Ct).AsTask());
    }

    [Fact]
    public void An_sqlite_file_is_seen_by_one_instance_only() => Assert.True(_file.Open().IsPerInstance);

    public void Dispose() => _file.Dispose();
}

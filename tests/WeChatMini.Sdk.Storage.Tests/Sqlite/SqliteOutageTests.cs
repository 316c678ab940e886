using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Sqlite;

/// <summary>
/// Gate G20 on SQLite, which has no server that could be away: another program holds the file. In a file with a write-ahead log, which the library
/// makes, that stops the writers only. Nobody gets a lock against readers there while a connection of ours is open.
/// </summary>
[Collection(Alone.Name)]
public sealed class SqliteOutageTests(ITestOutputHelper output) : OutageContract(output)
{
    private const string ForWriters = "locked for writers";
    private const string ForAll = "locked for all";
    private const string BeforeTheStart = "locked for all before the start";

    private readonly List<SqliteFile> _files = [];
    private SqliteConnection? _other;

    protected override string Engine => "SQLite";

    private SqliteFile File => _files[^1];

    [Fact]
    public Task While_the_file_is_locked_for_writers_validations_go_on_and_logins_are_store_unavailable() => HoldsAsync(ForWriters, meanwhile: ValidationOutcome.SignedIn);

    [Fact]
    public Task While_a_file_without_a_write_ahead_log_is_locked_every_answer_is_store_unavailable() => HoldsAsync(ForAll);

    [Fact]
    public Task An_instance_that_starts_while_the_file_is_locked_answers_store_unavailable_until_the_lock_is_gone() => HoldsAsync(BeforeTheStart, startsAway: true);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (_other?.DisposeAsync() ?? default);
        _files.ForEach(file => file.Dispose());
        GC.SuppressFinalize(this);
    }

    private protected override Task PrepareAsync(string how)
    {
        _other?.Dispose();
        _files.Add(new SqliteFile());
        if (how == ForAll)
        {
            // As somebody made it who brought a file of their own, with the tables in it.
            File.Execute(new SqliteDialect().Schema);
            Assert.Equal("delete", File.Query("PRAGMA journal_mode = DELETE"));
        }

        return Task.CompletedTask;
    }

    private protected override void UseStore(WeChatMiniBuilder builder) => builder.UseSqlSessions(File.Source, new SqliteDialect());

    private protected override async Task TakeAwayAsync(string how)
    {
        if (how == BeforeTheStart)
        {
            File.ClosePool();
        }

        // From here on every validation would also write down that its session is used.
        Clock.Jump(TimeSpan.FromHours(2));
        _other = File.Connect();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _other.Execute(how switch
                {
                    ForWriters => "BEGIN IMMEDIATE",
                    ForAll => "BEGIN EXCLUSIVE",
                    _ => "PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE theirs (a)",
                });
                return;
            }
            catch (SqliteException) when (attempt < 1_000)
            {
                // Somebody reads at this moment.
                await Task.Yield();
            }
        }
    }

    private protected override async Task GiveBackAsync(string how) => await _other!.DisposeAsync();
}

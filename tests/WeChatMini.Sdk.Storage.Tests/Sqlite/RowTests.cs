using Microsoft.Data.Sqlite;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Sqlite;

/// <summary>What stays in the file, which the contract leaves to the store.</summary>
public sealed class RowTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public RowTests() => Store = _file.Open();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SqlSessionStore Store { get; }

    private long Sessions => (long)_file.Query("SELECT COUNT(*) FROM wechat_sessions")!;

    private long Users => (long)_file.Query("SELECT COUNT(*) FROM wechat_users")!;

    [Fact]
    public async Task After_ending_all_sessions_a_purge_takes_the_rows_at_once()
    {
        await Store.CreateAsync(Sample.Creation(Sample.User("alice"), Sample.NewToken()), Ct);
        await Store.CreateAsync(Sample.Creation(Sample.User("alice"), Sample.NewToken()), Ct);
        await Store.CreateAsync(Sample.Creation(Sample.User("bob"), Sample.NewToken()), Ct);
        await Store.RevokeAllAsync(Sample.User("alice"), Ct);
        Assert.Equal(3, Sessions);

        Assert.Equal(2, await Store.PurgeAsync(Sample.T0, 1000, Ct));
        Assert.Equal(1, Sessions);
        Assert.Equal(1, Users);
    }

    [Fact]
    public async Task A_login_takes_the_rows_of_what_had_ended_before_it()
    {
        var user = Sample.User("alice");
        await Store.CreateAsync(Sample.Creation(user, Sample.NewToken()), Ct);
        await Store.RevokeAllAsync(user, Ct);
        await Store.CreateAsync(Sample.Creation(user, Sample.NewToken()), Ct);
        Assert.Equal(1, Sessions);

        await Store.CreateAsync(Sample.Creation(user, Sample.NewToken(), Sample.T0 + Sample.Idle), Ct);
        Assert.Equal(1, Sessions);
    }

    [Fact]
    public async Task A_login_that_is_written_twice_leaves_one_session_as_it_was_first()
    {
        var (user, token) = (Sample.User("alice"), Sample.NewToken());
        await Store.CreateAsync(Sample.Creation(user, token), Ct);
        await Store.CreateAsync(Sample.Creation(user, token, Sample.T0 + TimeSpan.FromHours(1)), Ct);

        Assert.Equal(1, Sessions);
        Assert.Equal(Sample.T0, (await Store.FindAsync(new SessionAddress(user, token), Sample.T0, Ct)).Session!.SeenAt);
    }

    [Fact]
    public async Task A_purge_takes_users_without_sessions_however_many_there_are()
    {
        for (var user = 0; user < 25; user++)
        {
            var (handle, token) = (Sample.NewUser(), Sample.NewToken());
            await Store.CreateAsync(Sample.Creation(handle, token), Ct);
            await Store.RevokeAsync(new SessionAddress(handle, token), Sample.T0, Ct);
        }

        Assert.Equal(0, await Store.PurgeAsync(Sample.T0 + Sample.Absolute, 10, Ct));
        Assert.Equal(0, Users);
    }

    [Fact]
    public async Task A_purge_leaves_a_user_whose_session_may_still_be_used()
    {
        await Store.CreateAsync(Sample.Creation(Sample.User("alice"), Sample.Token("phone")), Ct);
        await Store.TouchAsync(new SessionAddress(Sample.User("alice"), Sample.Token("phone")), new SessionTouch(Sample.T0.AddDays(1), Sample.T0.AddDays(29)), Ct);

        Assert.Equal(0, await Store.PurgeAsync(Sample.T0.AddDays(28), 1000, Ct));
        Assert.Equal(1, Users);
    }

    [Fact]
    public async Task The_row_of_a_user_may_go_when_the_last_session_has_ended_and_once_all_were_ended()
    {
        var user = Sample.User("alice");
        const string end = "SELECT ends_at FROM wechat_users";
        await Store.CreateAsync(Sample.Creation(user, Sample.NewToken(), Sample.T0.AddDays(1)), Ct);
        await Store.CreateAsync(Sample.Creation(user, Sample.NewToken(), Sample.T0), Ct);
        Assert.Equal((Sample.T0.AddDays(1) + Sample.Absolute).ToUnixTimeMilliseconds(), _file.Query(end));

        await Store.RevokeAllAsync(user, Ct);
        Assert.Equal(0L, _file.Query(end));

        await Store.CreateAsync(Sample.Creation(user, Sample.NewToken(), Sample.T0), Ct);
        Assert.Equal((Sample.T0 + Sample.Absolute).ToUnixTimeMilliseconds(), _file.Query(end));
    }

    [Fact]
    public async Task A_user_who_is_made_anew_never_fits_a_session_that_was_left_behind()
    {
        var address = new SessionAddress(Sample.User("alice"), Sample.Token("phone"));
        await Store.CreateAsync(Sample.Creation(address.User, address.Token), Ct);
        _file.Execute("DELETE FROM wechat_users");
        Assert.Null((await Store.FindAsync(address, Sample.T0, Ct)).Session);

        await Store.CreateAsync(Sample.Creation(address.User, Sample.Token("tablet")), Ct);

        Assert.Null((await Store.FindAsync(address, Sample.T0, Ct)).Session);
        Assert.Equal([Sample.Token("tablet")], (await Store.ListAsync(address.User, Sample.T0, Ct)).Select(session => session.Token));
    }

    [Fact]
    public async Task A_login_that_fails_half_way_leaves_nothing_of_itself_and_no_transaction()
    {
        var user = Sample.User("alice");
        await Store.CreateAsync(Sample.Creation(Sample.Session(user, Sample.Token("phone"), Sample.T0), Sample.Key("first", Sample.T0)), Ct);

        // The user's row has been written when the session is refused.
        _file.Execute("CREATE TRIGGER refuse BEFORE INSERT ON wechat_sessions BEGIN SELECT RAISE(ABORT, 'refused'); END");
        await Assert.ThrowsAsync<SqliteException>(() =>
            Store.CreateAsync(Sample.Creation(Sample.Session(user, Sample.Token("tablet"), Sample.T0), Sample.Key("second", Sample.T0.AddSeconds(1))), Ct).AsTask());
        _file.Execute("DROP TRIGGER refuse");

        var found = await Store.FindAsync(new SessionAddress(user, Sample.Token("phone")), Sample.T0, Ct);
        Assert.Equal(Sample.T0, found.Key!.Current.ObtainedAt);
        for (var login = 0; login < 3; login++)
        {
            await Store.CreateAsync(Sample.Creation(user, Sample.NewToken()), Ct);
        }

        Assert.Equal(4, Sessions);
    }

    public void Dispose() => _file.Dispose();
}

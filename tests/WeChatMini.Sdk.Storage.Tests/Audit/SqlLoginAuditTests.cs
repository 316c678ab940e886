using System.Data.Common;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Tests.Audit;

/// <summary>The record of logins in SQL, with real logins, on an engine that a class which derives from it opens.</summary>
public abstract class SqlLoginAuditTests : IAsyncLifetime
{
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private DbDataSource? _source;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract SqlDialect Dialect { get; }

    [Fact]
    public async Task A_login_that_worked_leaves_one_row()
    {
        await using var app = Audited();
        await app.Client.LoginAsync(_weChat.Users.Add("o-alice").NextLoginCode(), Ct);

        Assert.Equal($"{app.Clock.GetUtcNow().ToUnixTimeMilliseconds()}||{_weChat.AppId}|ok|||o-al…", Assert.Single(await RowsAsync()));
    }

    [Theory]
    [InlineData(40029, "login_again")]
    [InlineData(40226, "blocked")]
    [InlineData(45011, "slow_down")]
    [InlineData(-1, "busy")]
    [InlineData(40125, "misconfigured")]
    public async Task A_refusal_of_WeChat_leaves_its_errcode_and_nobody(int errcode, string outcome)
    {
        await using var app = Audited();
        _weChat.Faults.Always(FakeFault.Error(errcode, "no"));
        var failure = await Assert.ThrowsAsync<WeChatException>(() => app.Client.LoginAsync(_weChat.Users.Add("o-alice").NextLoginCode(), Ct));

        Assert.Equal($"{app.Clock.GetUtcNow().ToUnixTimeMilliseconds()}||{_weChat.AppId}|{outcome}|{errcode}|{failure.RequestId}|", Assert.Single(await RowsAsync()));
    }

    [Fact]
    public async Task An_answer_that_never_came_leaves_a_row_too()
    {
        await using var app = Audited();
        _weChat.Faults.Always(FakeFault.CloseAfterProcessing);
        await Assert.ThrowsAsync<WeChatException>(() => app.Client.LoginAsync(_weChat.Users.Add("o-alice").NextLoginCode(), Ct));

        Assert.EndsWith("|outcome_unknown|||", Assert.Single(await RowsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_whom_the_login_handler_refused_leaves_the_beginning_of_the_openid()
    {
        await using var app = new LoggedInClient(_weChat, builder => builder.UseSqlLoginAudit(_source!, Dialect).AddLoginHandler<Refuses>());
        await Assert.ThrowsAsync<WeChatException>(() => app.Client.LoginAsync(_weChat.Users.Add("o-alice").NextLoginCode(), Ct));

        Assert.EndsWith("|refused|||o-al…", Assert.Single(await RowsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_holds_no_secret_and_no_whole_openid()
    {
        await using var app = Audited();
        var user = _weChat.Users.Add("o-openid-of-alice");
        var (first, second) = (user.NextLoginCode(), user.NextLoginCode());
        var token = (await app.Client.LoginAsync(first, Ct)).Token;
        _weChat.Faults.Always(FakeFault.Error(40163, $"code been used, {second}"));
        await Assert.ThrowsAsync<WeChatException>(() => app.Client.LoginAsync(second, Ct));

        var dump = string.Join('\n', await RowsAsync());
        Assert.Contains(_weChat.AppId, dump, StringComparison.Ordinal);
        Assert.Equal(2, dump.Split('\n').Length);
        Assert.All([first, second, token, user.OpenId, user.SessionKey, _weChat.AppSecret], secret => Assert.DoesNotContain(secret, dump, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_from_before_the_record_gets_its_table_and_keeps_the_rest()
    {
        using var store = new SqlSessionStore(_source!, Dialect);
        var (user, token) = (Sample.NewUser(), Sample.NewToken());
        await store.CreateAsync(Sample.Creation(user, token), Ct);
        await ExecuteAsync("DROP TABLE wechat_logins");
        await using var app = Audited();
        await app.Client.LoginAsync(_weChat.Users.Add("o-alice").NextLoginCode(), Ct);

        Assert.Single(await RowsAsync());
        Assert.NotNull((await store.FindAsync(new(user, token), Sample.T0, Ct)).Session);
    }

    [Fact]
    public async Task A_purge_removes_the_oldest_first_no_more_than_it_may_and_none_of_the_instant()
    {
        using var audit = new SqlLoginAudit(_source!, Dialect);
        for (var minute = 4; minute >= 0; minute--)
        {
            await audit.WriteAsync(Entry(Sample.T0.AddMinutes(minute)), Ct);
        }

        Assert.Equal(2, await audit.PurgeAsync(Sample.T0.AddMinutes(3), 2, Ct));
        Assert.Equal([2, 3, 4], await MinutesAsync());
        Assert.Equal(1, await audit.PurgeAsync(Sample.T0.AddMinutes(3), 2, Ct));
        Assert.Equal([3, 4], await MinutesAsync());
        Assert.Equal(0, await audit.PurgeAsync(Sample.T0.AddMinutes(3), 2, Ct));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await audit.PurgeAsync(Sample.T0, 0, Ct));
    }

    [Fact]
    public async Task Text_that_is_too_long_loses_its_end_and_no_half_of_a_character_stays()
    {
        using var audit = new SqlLoginAudit(_source!, Dialect);
        await audit.WriteAsync(Entry(Sample.T0, new string('a', 199) + "😀", new string('r', 500)), Ct);

        var cells = Assert.Single(await RowsAsync()).Split('|');
        Assert.Equal((new string('a', 199), new string('r', 128)), (cells[1], cells[5]));
    }

    [Fact]
    public async Task Logins_at_the_same_instant_leave_a_row_each()
    {
        using var audit = new SqlLoginAudit(_source!, Dialect);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => audit.WriteAsync(Entry(Sample.T0), Ct).AsTask()));

        Assert.Equal(20, (await RowsAsync()).Count);
    }

    public async ValueTask InitializeAsync() => _source = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _weChat.DisposeAsync();
        await _source!.DisposeAsync();
        Close();
    }

    /// <summary>Opens a database of its own.</summary>
    protected abstract ValueTask<DbDataSource> OpenAsync();

    protected virtual void Close()
    {
    }

    private static LoginAuditEntry Entry(DateTimeOffset at, string app = "", string? rid = null) => new() { At = at, App = app, AppId = "wx1234567890abcdef", Outcome = "ok", RequestId = rid };

    private LoggedInClient Audited() => new(_weChat, builder => builder.UseSqlLoginAudit(_source!, Dialect));

    private async Task<IEnumerable<int>> MinutesAsync() =>
        (await RowsAsync()).Select(row => (int)(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(row.Split('|')[0], System.Globalization.CultureInfo.InvariantCulture)) - Sample.T0).TotalMinutes);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _source!.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>Every row, oldest first, without its id.</summary>
    private async Task<List<string>> RowsAsync()
    {
        await using var command = _source!.CreateCommand("SELECT at, app, app_id, outcome, errcode, rid, masked_user FROM wechat_logins ORDER BY at");
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            var row = new StringBuilder();
            for (var column = 0; column < reader.FieldCount; column++)
            {
                row.Append(column == 0 ? "" : "|").Append(reader.IsDBNull(column) ? "" : reader.GetValue(column));
            }

            rows.Add(row.ToString());
        }

        return rows;
    }

    private sealed class Refuses : ILoginHandler
    {
        public ValueTask<LoginDecision> HandleAsync(LoginContext context, CancellationToken cancellationToken) => new(LoginDecision.Refuse("members only"));
    }
}

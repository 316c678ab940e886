using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Tests.Client;

/// <summary>The store as an application uses it: behind a client, with real logins.</summary>
public sealed class SqlClientTests : IAsyncDisposable
{
    private readonly SqliteFile _file = new();
    private readonly FakeWeChat _weChat = FakeWeChat.Start();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_outlives_the_process_that_made_it()
    {
        var user = _weChat.Users.Add("o-alice");
        string token;
        await using (var first = Open())
        {
            token = (await first.Client.LoginAsync(user.NextLoginCode(), Ct)).Token;
        }

        await using var second = Open();
        var session = await second.Client.Sessions.ValidateAsync(token, Ct);
        Assert.Equal("o-alice", session?.OpenId);
        Assert.True(await second.Client.Sessions.LogoutAsync(token, Ct));

        await using var third = Open();
        Assert.Null(await third.Client.Sessions.ValidateAsync(token, Ct));
    }

    [Fact]
    public async Task The_data_source_may_come_from_the_container()
    {
        await using var app = new LoggedInClient(_weChat, builder =>
        {
            builder.Services.AddSingleton(_file.Source);
            builder.UseSqlSessions(static services => services.GetRequiredService<System.Data.Common.DbDataSource>(), new SqliteDialect());
        });

        var login = await app.Client.LoginAsync(_weChat.Users.Add("o-bob").NextLoginCode(), Ct);
        Assert.NotNull(await app.Client.Sessions.ValidateAsync(login.Token, Ct));
        Assert.Equal(1L, _file.Query("SELECT COUNT(*) FROM wechat_sessions"));
    }

    [Fact]
    public async Task A_thousand_validations_within_the_touch_interval_write_once_at_most()
    {
        await using var app = Open();
        var token = (await app.Client.LoginAsync(_weChat.Users.Add("o-carol").NextLoginCode(), Ct)).Token;
        app.Clock.Advance(TimeSpan.FromHours(2));
        using var watcher = _file.Connect();
        var before = watcher.Query("PRAGMA data_version");
        var afterFirst = before;
        for (var call = 0; call < 1_000; call++)
        {
            Assert.NotNull(await app.Client.Sessions.ValidateAsync(token, Ct));
            afterFirst = call == 0 ? watcher.Query("PRAGMA data_version") : afterFirst;
        }

        // SQLite counts up whenever another connection has committed a change.
        Assert.NotEqual(before, afterFirst);
        Assert.Equal(afterFirst, watcher.Query("PRAGMA data_version"));
    }

    [Fact]
    public async Task A_locked_file_is_store_unavailable_and_never_signed_out()
    {
        await using var app = new LoggedInClient(_weChat, builder => builder.UseSqlSessions(_file.Source, new SqliteDialect { LockTimeout = TimeSpan.FromMilliseconds(100) }));
        var token = (await app.Client.LoginAsync(_weChat.Users.Add("o-dave").NextLoginCode(), Ct)).Token;
        using (var other = _file.Connect())
        {
            other.Execute("BEGIN IMMEDIATE");
            var exception = await Assert.ThrowsAsync<WeChatException>(() => app.Client.Sessions.LogoutAsync(token, Ct).AsTask());
            Assert.Equal(WeChatErrorKind.StoreUnavailable, exception.Kind);
        }

        Assert.NotNull(await app.Client.Sessions.ValidateAsync(token, Ct));
    }

    public async ValueTask DisposeAsync()
    {
        await _weChat.DisposeAsync();
        _file.Dispose();
    }

    private LoggedInClient Open() => new(_weChat, builder => builder.UseSqlSessions(_file.Source, new SqliteDialect { Durability = SqliteDurability.Normal, LockTimeout = TimeSpan.FromSeconds(30) }));
}

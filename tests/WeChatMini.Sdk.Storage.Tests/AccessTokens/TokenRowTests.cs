using System.Data.Common;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Tests.AccessTokens;

/// <summary>What lies in the table, and by which clock.</summary>
public sealed class TokenRowTests : IDisposable
{
    private const string Key = "wxmini:token:wx1234567890abcdef:stable";

    private static readonly byte[] Entry = [1, 2, 3];

    private readonly SqliteFile _file = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_opened_before_the_first_use()
    {
        await using var shares = new Shares(_file.Source);
        Assert.False(File.Exists(_file.Path));

        await shares.Share.ReadAsync(Key, Ct);
        Assert.True(File.Exists(_file.Path));
    }

    [Fact]
    public async Task A_database_with_sessions_only_gets_the_table()
    {
        await _file.Open().CreateAsync(Sample.Creation(Sample.NewUser(), Sample.NewToken()), Ct);
        _file.Execute("DROP TABLE wechat_tokens");
        await using var shares = new Shares(_file.Source);

        Assert.True(await shares.Share.TryLeaseAsync(Key, "owner", TimeSpan.FromSeconds(30), Ct));
        Assert.Equal(1L, _file.Query("SELECT COUNT(*) FROM wechat_sessions"));
    }

    [Fact]
    public async Task A_lease_goes_by_the_databases_clock_however_wrong_the_instances_are()
    {
        await using var ahead = new Shares(_file.Source, clock: new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1)));
        await using var behind = new Shares(_file.Source, clock: new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(-1)));

        Assert.True(await behind.Share.TryLeaseAsync(Key, "a", TimeSpan.FromSeconds(30), Ct));
        Assert.False(await ahead.Share.TryLeaseAsync(Key, "b", TimeSpan.FromSeconds(30), Ct));
        await behind.Share.ReleaseAsync(Key, "a", Ct);

        // The holder that is an hour ahead dies; its time is over by the clock that all have in common.
        Assert.True(await ahead.Share.TryLeaseAsync(Key, "b", TimeSpan.FromMilliseconds(1), Ct));
        var end = TimeProvider.System.GetUtcNow().AddSeconds(20);
        while (!await behind.Share.TryLeaseAsync(Key, "c", TimeSpan.FromSeconds(30), Ct))
        {
            Assert.True(TimeProvider.System.GetUtcNow() < end);
        }
    }

    [Fact]
    public async Task Of_two_entries_the_one_with_more_life_left_is_the_newer_one_whatever_its_writers_clock()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1));
        await using var ahead = new Shares(_file.Source, clock: clock);
        await using var right = new Shares(_file.Source);
        await ahead.Share.WriteAsync(Key, Entry, clock.GetUtcNow().AddMinutes(10), Ct);

        await right.Share.WriteAsync(Key, new byte[] { 9 }, TimeProvider.System.GetUtcNow().AddMinutes(20), Ct);

        Assert.Equal([9], await right.Share.ReadAsync(Key, Ct));
    }

    [Fact]
    public async Task The_row_outlives_entry_and_lease_and_holds_nothing_else()
    {
        await using var shares = new Shares(_file.Source);
        Assert.True(await shares.Share.TryLeaseAsync(Key, "owner", TimeSpan.FromSeconds(30), Ct));
        await shares.Share.WriteAsync(Key, Entry, TimeProvider.System.GetUtcNow().AddHours(2), Ct);
        Assert.Equal("owner", _file.Query("SELECT lease_owner FROM wechat_tokens"));
        await shares.Share.ReleaseAsync(Key, "owner", Ct);

        Assert.Equal($"{Key}|010203||0", _file.Query("SELECT id || '|' || hex(entry) || '|' || COALESCE(lease_owner, '') || '|' || lease_until FROM wechat_tokens"));
    }

    [Fact]
    public async Task Neither_the_token_nor_the_AppSecret_lies_in_the_file()
    {
        await using var weChat = FakeWeChat.Start();
        string token;
        await using (var client = WeChatMiniClient.Create(
            new WeChatMiniOptions { AppId = weChat.AppId, AppSecret = weChat.AppSecret, BaseAddress = weChat.BaseAddress },
            builder =>
            {
                builder.Services.AddSingleton(_file.Source);
                builder.ShareAccessTokens(static services => services.GetRequiredService<DbDataSource>(), new SqliteDialect());
            }))
        {
            token = (await client.AccessTokens.GetTokenAsync(Ct)).Value;
        }

        Assert.Equal(1L, _file.Query("SELECT COUNT(*) FROM wechat_tokens WHERE length(entry) > 50"));
        foreach (var path in Directory.GetFiles(_file.Folder.FullName))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy, Ct);
            foreach (var secret in new[] { token, weChat.AppSecret })
            {
                Assert.Equal(-1, copy.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
                Assert.Equal(-1, copy.ToArray().AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)));
            }
        }
    }

    public void Dispose() => _file.Dispose();
}

using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Tests.Tampering;

/// <summary>Gate G8 on a SQL database.</summary>
public abstract class SqlTamperTests(ITestOutputHelper output) : TamperContract(output)
{
    /// <summary>Every number of a row, with its table.</summary>
    public static TheoryData<string> Numbers =>
    [
        "wechat_sessions.previous_until", "wechat_sessions.epoch", "wechat_sessions.created_at", "wechat_sessions.seen_at", "wechat_sessions.idle_ends_at", "wechat_sessions.ends_at",
        "wechat_users.epoch", "wechat_users.key_current_at", "wechat_users.key_previous_at", "wechat_users.key_previous_until", "wechat_users.ends_at",
    ];

    private protected abstract DbDataSource Source { get; }

    private protected abstract SqlDialect Dialect { get; }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_number_that_was_edited_is_refused_or_without_effect(string place)
    {
        await PrepareAsync();
        await using var weChat = FakeWeChat.Start();
        await using var app = new LoggedInClient(weChat, UseStore);
        var token = (await app.Client.LoginAsync(weChat.Users.Add("o-alice").NextLoginCode(), TestContext.Current.CancellationToken)).Token;
        var user = new UserHandle(System.Buffers.Text.Base64Url.DecodeFromChars(token).AsSpan(0, UserHandle.Size));
        foreach (var value in new[] { long.MinValue, -1, 0, 1, 253402300799999, 253402300800000, long.MaxValue })
        {
            await SqlRows.WriteAsync(Source, user, place, value);
            try
            {
                Assert.True(await app.Client.Sessions.ValidateAsync(token, TestContext.Current.CancellationToken) is null or { OpenId: "o-alice" });
            }
            catch (WeChatException exception)
            {
                Assert.Equal(WeChatErrorKind.StoreUnavailable, exception.Kind);
            }
        }
    }

    private protected override void UseStore(WeChatMiniBuilder builder) => builder.UseSqlSessions(Source, Dialect);

    private protected override Task<IReadOnlyList<StoredValue>> ValuesAsync(UserHandle user) => SqlRows.ReadAsync(Source, user);

    private protected override Task WriteAsync(UserHandle user, StoredValue value) => SqlRows.WriteAsync(Source, user, value.Place, value.Bytes);
}

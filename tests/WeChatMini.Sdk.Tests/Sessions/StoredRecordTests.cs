using System.Text;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.Sessions;

/// <summary>Threat A4: somebody writes to the store. What is no record of ours is "not signed in", never an exception and never half a session.</summary>
public sealed class StoredRecordTests
{
    public static TheoryData<string> Foreign =>
    [
        """{"a":"APP","o":null}""", """{"a":null,"o":"o-alice"}""", """{"a":null,"o":null}""", """{"a":"APP"}""", """{"o":"o-alice"}""", "{}",
        """{"a":"APP","o":1}""", """{"a":["APP"],"o":"o-alice"}""", """{"a":"APP","o":"o-alice","i":1}""", """{"a":"APP","o":"o-alice","c":[]}""", """{"a":"APP","o":"o-alice","c":{"role":1}}""",
        """{"a":"APP","o":"o-alice","c":{"role":null}}""", """{"a":"APP","o":"o-alice","c":{"role":"a","x":null}}""",
        """{"a":"APP","o":"o-bob"}""", """{"a":"wx0000000000000000","o":"o-alice"}""", """{"a":"APP","o":"o-alice","i":"\ud800"}""",
        "null", "[]", "", "{", "\0", "\"o-alice\"", """{"a":"APP","o":"o-alice"}{}""",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_stored_record_of_foreign_making_is_not_signed_in_whatever_is_asked_of_it(string data)
    {
        var store = new MemorySessionStore();
        await using var backend = new Backend(configure: builder => builder.UseSessionStore(_ => store));
        var token = await StoreAsync(backend, store, data);
        var sessions = backend.Client.Sessions;

        Assert.Null(await sessions.ValidateAsync(token, Cancellation));
        Assert.False(await sessions.LogoutEverywhereAsync(token, Cancellation));
        Assert.Empty(await sessions.ListAsync("o-alice", Cancellation));
        Assert.Equal(WeChatErrorKind.LoginAgain, (await Assert.ThrowsAsync<WeChatException>(() => sessions.RotateAsync(token, Cancellation).AsTask())).Kind);
        Assert.Equal(401, (await backend.Client.Endpoint.HandleAsync(new MiniRequest("GET", "/wx/session", [new("Authorization", "Bearer " + token)]), Cancellation)).StatusCode);
        Assert.True(await sessions.LogoutAsync(token, Cancellation));
    }

    [Theory]
    [InlineData("""{"a":"APP","o":"o-alice"}""")]
    [InlineData("""{"a":"APP","o":"o-alice","u":null,"i":null,"c":null}""")]
    [InlineData("""{"a":"APP","o":"o-alice","u":"u","i":"1","c":{"role":"admin","empty":""},"later":{"version":2}}""")]
    public async Task A_record_of_ours_is_read_also_when_a_later_version_wrote_it(string data)
    {
        var store = new MemorySessionStore();
        await using var backend = new Backend(configure: builder => builder.UseSessionStore(_ => store));

        var session = await backend.Client.Sessions.ValidateAsync(await StoreAsync(backend, store, data), Cancellation);

        Assert.Equal("o-alice", session!.OpenId);
    }

    /// <summary>Puts a record at the place where the returned token finds it.</summary>
    private static async Task<string> StoreAsync(Backend backend, MemorySessionStore store, string data)
    {
        var tokens = new SessionToken(backend.WeChat.AppId);
        var token = tokens.Create(tokens.HandleOf("o-alice"), out var address);
        var now = backend.Clock.GetUtcNow();
        var record = new SessionRecord
        {
            User = address.User,
            Token = address.Token,
            CreatedAt = now,
            SeenAt = now,
            IdleExpiresAt = now.AddDays(1),
            ExpiresAt = now.AddDays(1),
            Data = Encoding.UTF8.GetBytes(data.Replace("APP", backend.WeChat.AppId, StringComparison.Ordinal)),
        };
        await store.CreateAsync(new SessionCreation { Session = record, Key = new SealedSessionKey(new byte[60], now), PreviousKeyUntil = now, MaxSessions = 10, Now = now }, Cancellation);
        return token;
    }
}

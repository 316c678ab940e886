using System.Buffers.Text;
using System.Text;
using Microsoft.Data.Sqlite;
using WeChatMini.Sdk.LeakTests.Canaries;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.LeakTests.Tokens;
using WeChatMini.Sdk.LeakTests.Upstream;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Sdk.LeakTests;

/// <summary>Gate G7: a copy of a store holds no token and no session_key, and what it holds opens nothing.</summary>
public sealed class StoreContentTests
{
    /// <summary>The gate's figure is 10,000.</summary>
    private static readonly int Logins = LongRun.Of(normal: 300, full: 10_000);

    [Fact]
    public async Task The_memory_store_holds_no_token_and_no_session_key()
    {
        var store = new MemorySessionStore();
        await ProveAsync(store, () => ObjectWalk.Texts(store, depth: 16, privateToo: true));
    }

    [Fact]
    public async Task The_files_of_SQLite_hold_no_token_and_no_session_key()
    {
        var directory = Directory.CreateTempSubdirectory("wechatmini-leaks-");
        try
        {
            var file = Path.Combine(directory.FullName, "sessions.db");
            await using var source = SqliteFactory.Instance.CreateDataSource($"Data Source={file};Pooling=True");
            await ProveAsync(
                new SqlSessionStore(source, new SqliteDialect { Durability = SqliteDurability.Normal }),
                () => [.. directory.EnumerateFiles().Select(each => Encoding.Latin1.GetString(ReadShared(each)))]);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_files_and_statements_of_SQLite_hold_the_entry_of_a_shared_access_token_and_no_token()
    {
        var secrets = new Secrets();
        var recording = new Recording();
        await using var scene = new Scene(secrets, recording) { IsQuiet = true, Tokens = TokenSetup.StableInSql, Sql = new SqlStage(recording) };
        await using var host = new BareHost(scene);
        var token = await host.Client.AccessTokens.GetTokenAsync(TestContext.Current.CancellationToken);
        host.Client.AccessTokens.Invalidate(token.Value);
        await host.Client.AccessTokens.GetTokenAsync(TestContext.Current.CancellationToken);

        var entry = Assert.Single(scene.Sql.Entries());
        scene.Sql.Record();
        var recorded = recording.Drain();
        var kept = new CanarySearch([Canary.OfEncodedBytes("entry", Convert.ToBase64String(entry), entry)]);
        var holders = SinkTable.Find(recorded, kept).Select(hit => hit.Sink).ToHashSet();
        Assert.Superset(new HashSet<string> { SqlStage.Files, SqlStage.Statements }, holders);
        Assert.Empty(SinkTable.Find(recorded, secrets.Search()));
        scene.Clock.Release();
    }

    private static async Task ProveAsync(ISessionStore store, Func<IReadOnlyList<string>> dump)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var secrets = new Secrets();
        await using var scene = new Scene(secrets, new Recording(), store) { IsQuiet = true };
        await using var host = new BareHost(scene);
        var canaries = new List<Canary> { Canary.OfEncodedBytes("session_key", secrets.SessionKey, Convert.FromBase64String(secrets.SessionKey)), Canary.OfText("AppSecret", secrets.AppSecret), Canary.OfText("js_code", secrets.NextCode()) };
        for (var login = 0; login < Logins; login++)
        {
            scene.WeChat.Reply = Replies.Ok($"{secrets.OpenId}-{login / 5}", secrets.SessionKey);
            var made = await host.Client.LoginAsync(secrets.NextCode(), cancellationToken);
            canaries.Add(Canary.OfEncodedBytes("session token", made.Token, Base64Url.DecodeFromChars(made.Token)[UserHandle.Size..], made.Token[22..]));

            // What the store keys a session by, dressed up as a token.
            var reference = made.Session.Reference;
            Assert.Null(await host.Client.Sessions.ValidateAsync(reference, cancellationToken));
            Assert.Null(await host.Client.Sessions.ValidateAsync(Base64Url.EncodeToString([.. Base64Url.DecodeFromChars(made.Token)[..UserHandle.Size], .. Base64Url.DecodeFromChars(reference)]), cancellationToken));
            Assert.NotNull(await host.Client.Sessions.ValidateAsync(made.Token, cancellationToken));
            scene.Recording.Drain();
        }

        var copy = dump();
        Assert.Contains(copy, text => text.Contains($"{secrets.OpenId}-{(Logins - 1) / 5}", StringComparison.Ordinal));
        foreach (var some in canaries.Chunk(500))
        {
            var search = new CanarySearch(some);
            Assert.All(copy, text => Assert.Empty(search.Find(text)));
        }

        scene.Clock.Release();
    }

    private static byte[] ReadShared(FileInfo file)
    {
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

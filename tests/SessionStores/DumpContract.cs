using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Testing;

namespace SessionStores;

/// <summary>Gate G7: whoever copies a database opens no session with it and calls no API. A test class of each engine derives from it.</summary>
public abstract class DumpContract(ITestOutputHelper output)
{
    private const int AtOnce = 8;

    /// <summary>How many users come back: their session is touched and gets another token, and they log in once more.</summary>
    private const int Returning = 20;

    private readonly SecretForms _secrets = new();
    private int _sessions;
    private int _repeated;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract string Engine { get; }

    /// <summary>Gets how many logins are enough for every build. A release has 10,000.</summary>
    protected virtual int ShortLogins => 500;

    /// <summary>Gets whether a session can have another token here.</summary>
    protected virtual bool Rotates => true;

    /// <summary>Gets whether instances share access tokens through the engine too.</summary>
    protected virtual bool SharesAccessTokens => true;

    [Fact]
    public async Task A_dump_holds_nothing_that_opens_anything_and_what_it_holds_is_no_token()
    {
        await PrepareAsync();
        await using var weChat = FakeWeChat.Start();
        await using var app = new LoggedInClient(weChat, UseStore);

        // A cache takes nothing that has ended by its own clock.
        app.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        _secrets.AddText(weChat.AppSecret);
        _secrets.AddText((await app.Client.AccessTokens.GetTokenAsync(Ct)).Value);
        var logins = StoreFigures.IsLong ? 10_000 : ShortLogins;
        var tokens = new ConcurrentDictionary<FakeUser, string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, logins), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Ct }, async (login, _) =>
        {
            var user = weChat.Users.Add($"o-user-{login}");
            tokens[user] = await SignInAsync(app, user);
        });
        app.Clock.Advance(TimeSpan.FromHours(2));
        foreach (var (user, token) in tokens.Take(Returning))
        {
            Assert.NotNull(await app.Client.Sessions.ValidateAsync(token, Ct));
            if (Rotates)
            {
                _secrets.AddToken((await app.Client.Sessions.RotateAsync(token, Ct)).Token);
            }

            await SignInAsync(app, user);
        }

        var addresses = await AddressesAsync();
        Assert.InRange(addresses.Count, _sessions, _sessions + _repeated);
        foreach (var address in addresses)
        {
            Assert.Null(await app.Client.Sessions.ValidateAsync(Base64Url.EncodeToString([.. address.User.ToArray(), .. address.Token.ToArray()]), Ct));
        }

        var (rows, files) = (await RowsAsync(), await FilesAsync());
        Assert.True(Holds(rows, weChat.AppId), "The rows do not even hold what they must: nothing was tested.");
        Assert.True(!SharesAccessTokens || Holds(rows, $"wxmini:token:{weChat.AppId}"), "There is no access token: it was not shared.");
        var hash = new SecretForms();
        hash.AddBytes(addresses[0].Token.ToArray());
        Assert.True(hash.AreIn(files), "The files do not even hold what they must: nothing was tested.");
        Assert.False(_secrets.AreIn(rows));
        Assert.False(_secrets.AreIn(files));
        StoreFigures.Report(
            output,
            $"dump: {Engine}: {_sessions} logins, {(SharesAccessTokens ? "a shared access token, " : "")}{rows.Length} bytes of rows and {files.Length} bytes of files without a secret; " +
            $"{addresses.Count} hashes presented as tokens, 0 accepted");
    }

    /// <summary>Starts the engine, empty.</summary>
    private protected abstract Task PrepareAsync();

    /// <summary>Puts the sessions there, and shares access tokens where that is possible.</summary>
    private protected abstract void UseStore(WeChatMiniBuilder builder);

    /// <summary>Reads the handles and hashes of all sessions.</summary>
    private protected abstract Task<IReadOnlyList<SessionAddress>> AddressesAsync();

    /// <summary>Reads every value that the engine holds.</summary>
    private protected abstract Task<byte[]> RowsAsync();

    /// <summary>Reads the engine's files when everything is in them.</summary>
    private protected abstract Task<byte[]> FilesAsync();

    private static bool Holds(byte[] dump, string text) => dump.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    /// <summary>A disk that is busy for a second ends a login, which may have been written all the same; the user comes again.</summary>
    private async Task<string> SignInAsync(LoggedInClient app, FakeUser user)
    {
        for (var attempt = 1; ; attempt++)
        {
            var code = user.NextLoginCode();
            lock (_secrets)
            {
                _secrets.AddText(code);
                _secrets.AddKey(user.SessionKey);
            }

            try
            {
                var token = (await app.Client.LoginAsync(code, Ct)).Token;
                lock (_secrets)
                {
                    _secrets.AddToken(token);
                    _sessions++;
                }

                return token;
            }
            catch (WeChatException exception) when (exception.Kind == WeChatErrorKind.StoreUnavailable && attempt < 5)
            {
                Interlocked.Increment(ref _repeated);
            }
        }
    }
}

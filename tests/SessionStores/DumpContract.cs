using System.Buffers.Text;
using System.Text;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Testing;

namespace SessionStores;

/// <summary>Gate G7: whoever copies a database opens no session with it. A test class of each engine derives from it.</summary>
public abstract class DumpContract(ITestOutputHelper output)
{
    private const int AtOnce = 8;

    private static readonly int Logins = StoreFigures.IsLong ? 10_000 : 1_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract string Engine { get; }

    [Fact]
    public async Task A_dump_holds_no_token_and_no_session_key_and_what_it_holds_is_no_token()
    {
        await PrepareAsync();
        await using var weChat = FakeWeChat.Start();
        await using var app = new LoggedInClient(weChat, UseStore);
        var secrets = new SecretForms();
        await Parallel.ForEachAsync(Enumerable.Range(0, Logins), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Ct }, async (login, ct) =>
        {
            var user = weChat.Users.Add($"o-user-{login}");
            var token = await SignInAsync(app, user, ct);
            lock (secrets)
            {
                secrets.Add(token);
                secrets.Add(user.SessionKey);
            }
        });

        var addresses = await AddressesAsync();
        Assert.True(addresses.Count >= Logins, $"There are {addresses.Count} sessions.");
        foreach (var address in addresses)
        {
            Assert.Null(await app.Client.Sessions.ValidateAsync(Base64Url.EncodeToString([.. address.User.ToArray(), .. address.Token.ToArray()]), Ct));
        }

        var (rows, files) = (await RowsAsync(), await FilesAsync());
        Assert.True(rows.AsSpan().IndexOf(Encoding.UTF8.GetBytes(weChat.AppId)) >= 0, "The rows do not even hold what they must: nothing was tested.");
        Assert.True(files.AsSpan().IndexOf(addresses[0].Token.ToArray()) >= 0, "The files do not even hold what they must: nothing was tested.");
        Assert.False(secrets.AreIn(rows));
        Assert.False(secrets.AreIn(files));
        StoreFigures.Report(output, $"dump: {Engine}: {Logins} logins, {rows.Length} bytes of rows and {files.Length} bytes of files without a token or session_key; {addresses.Count} hashes presented as tokens, 0 accepted");
    }

    /// <summary>A disk that is busy for a second ends a login, which may have been written all the same; the user comes again.</summary>
    private static async Task<string> SignInAsync(LoggedInClient app, FakeUser user, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (await app.Client.LoginAsync(user.NextLoginCode(), cancellationToken)).Token;
            }
            catch (WeChatException exception) when (exception.Kind == WeChatErrorKind.StoreUnavailable && attempt < 5)
            {
            }
        }
    }

    /// <summary>Starts the engine, empty.</summary>
    private protected abstract Task PrepareAsync();

    private protected abstract void UseStore(WeChatMiniBuilder builder);

    /// <summary>Reads the handles and hashes of all sessions.</summary>
    private protected abstract Task<IReadOnlyList<SessionAddress>> AddressesAsync();

    /// <summary>Reads every value that the engine holds.</summary>
    private protected abstract Task<byte[]> RowsAsync();

    /// <summary>Reads the engine's files when everything is in them.</summary>
    private protected abstract Task<byte[]> FilesAsync();
}

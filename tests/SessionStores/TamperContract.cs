using System.Buffers.Text;
using WeChatMini.Sdk;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Testing;

namespace SessionStores;

/// <summary>
/// Gate G8: whoever can write to a database makes no session somebody else's and opens nobody's data. What was changed is "signed out", "store
/// unavailable" or without effect, and never another exception. A test class of each engine derives from it.
/// </summary>
public abstract class TamperContract(ITestOutputHelper output)
{
    private const int FailuresAllowed = 5;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract string Engine { get; }

    /// <summary>Gets how many bits of each byte are flipped, one after the other. An emulator that is slow may do with fewer than all.</summary>
    protected virtual int BitsPerByte => 8;

    [Fact]
    public async Task Every_flipped_bit_is_refused_or_without_effect()
    {
        await PrepareAsync();
        await using var weChat = FakeWeChat.Start();
        await using var app = new LoggedInClient(weChat, UseStore, weChat.Clock);
        var (alice, bob) = (await Login.MakeAsync(app.Client, weChat.Users.Add("o-alice")), await Login.MakeAsync(app.Client, weChat.Users.Add("o-bob")));
        var outcomes = new Dictionary<TamperOutcome, int>();
        foreach (var value in await ValuesAsync(alice.User))
        {
            foreach (var flips in FlipsOf(value.Bytes).Chunk(FailuresAllowed))
            {
                // An instance refuses to try a user's data after so many failures, which would prove nothing here.
                await using var fresh = new LoggedInClient(weChat, UseStore, weChat.Clock);
                foreach (var (index, bit) in flips)
                {
                    var changed = (byte[])value.Bytes.Clone();
                    changed[index] ^= (byte)(1 << bit);
                    await WriteAsync(alice.User, value with { Bytes = changed });
                    var outcome = await (alice with { Client = fresh.Client }).UseAsync();
                    outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
                }
            }

            await WriteAsync(alice.User, value);
        }

        Assert.Equal(TamperOutcome.Same, await alice.UseAsync());
        Assert.Equal(TamperOutcome.Same, await bob.UseAsync());
        Assert.True(outcomes.Where(outcome => outcome.Key != TamperOutcome.Same).Sum(outcome => outcome.Value) > 60 * BitsPerByte, "Hardly a bit meant anything: nothing was tested.");
        StoreFigures.Report(output, $"tampering: {Engine}: of {outcomes.Values.Sum()} flipped bits, {BitsPerByte} of each byte, " + string.Join(", ", outcomes.Select(outcome => $"{outcome.Value} {outcome.Key}")));
    }

    [Fact]
    public async Task Values_that_change_places_between_users_and_mini_programs_are_refused_or_without_effect()
    {
        await PrepareAsync();
        await using var weChat = FakeWeChat.Start();
        await using var elsewhere = FakeWeChat.Start(new FakeWeChatOptions { AppId = "wxfedcba0987654321" });
        await using var app = new LoggedInClient(weChat, UseStore, weChat.Clock);
        await using var other = new LoggedInClient(elsewhere, UseStore, elsewhere.Clock);
        Login[] users =
        [
            await Login.MakeAsync(app.Client, weChat.Users.Add("o-alice")),
            await Login.MakeAsync(app.Client, weChat.Users.Add("o-bob")),

            // The same person at another mini-program, with the same openid, which WeChat never gives.
            await Login.MakeAsync(other.Client, elsewhere.Users.Add("o-alice")),
        ];
        foreach (var (one, two) in new[] { (0, 1), (0, 2), (1, 2) })
        {
            var (mine, theirs) = (await ValuesAsync(users[one].User), await ValuesAsync(users[two].User));
            Assert.Equal(mine.Select(value => value.Place), theirs.Select(value => value.Place));
            for (var each = 0; each < mine.Count; each++)
            {
                await WriteAsync(users[one].User, theirs[each]);
                await WriteAsync(users[two].User, mine[each]);
                Assert.NotEqual(TamperOutcome.Same, await users[one].UseAsync());
                Assert.NotEqual(TamperOutcome.Same, await users[two].UseAsync());
                await WriteAsync(users[one].User, mine[each]);
                await WriteAsync(users[two].User, theirs[each]);
            }

            // All of them at once, and the hash of the own token where they hold one: nothing but the user contradicts the rest.
            foreach (var value in theirs)
            {
                await WriteAsync(users[one].User, value with { Bytes = Replace(value.Bytes, users[two].Hash, users[one].Hash) });
            }

            Assert.NotEqual(TamperOutcome.Same, await users[one].UseAsync());
            foreach (var value in mine)
            {
                await WriteAsync(users[one].User, value);
            }
        }

        foreach (var user in users)
        {
            Assert.Equal(TamperOutcome.Same, await user.UseAsync());
        }
    }

    /// <summary>Starts the engine, empty.</summary>
    private protected abstract Task PrepareAsync();

    private protected abstract void UseStore(WeChatMiniBuilder builder);

    /// <summary>Reads all that is kept of a user who has one session and one session_key, in the same order for every user.</summary>
    private protected abstract Task<IReadOnlyList<StoredValue>> ValuesAsync(UserHandle user);

    /// <summary>Puts a value into its place with that user.</summary>
    private protected abstract Task WriteAsync(UserHandle user, StoredValue value);

    private static byte[] Replace(byte[] bytes, byte[] part, byte[] by)
    {
        var changed = (byte[])bytes.Clone();
        if (changed.AsSpan().IndexOf(part) is var at and >= 0)
        {
            by.CopyTo(changed, at);
        }

        return changed;
    }

    /// <summary>Every byte, and of each the bits that are next in turn.</summary>
    private IEnumerable<(int Index, int Bit)> FlipsOf(byte[] bytes) =>
        Enumerable.Range(0, bytes.Length * BitsPerByte).Select(flip => (flip / BitsPerByte, ((flip / BitsPerByte) + (flip % BitsPerByte)) % 8));

    /// <summary>A user with the token that the mini-program has, and something that WeChat encrypted for this user.</summary>
    private sealed record Login(WeChatMiniClient Client, FakeUser Person, string Token, byte[] Hash, FakeSealedData Profile)
    {
        /// <summary>The key of the rows, which every token begins with.</summary>
        public UserHandle User { get; } = new(Base64Url.DecodeFromChars(Token).AsSpan(0, UserHandle.Size));

        public static async Task<Login> MakeAsync(WeChatMiniClient client, FakeUser user)
        {
            var login = await client.LoginAsync(user.NextLoginCode(), Ct);
            return new Login(client, user, login.Token, Base64Url.DecodeFromChars(login.Session.Reference), user.SealProfile());
        }

        /// <summary>Comes back with the token, and with the data.</summary>
        public async Task<TamperOutcome> UseAsync()
        {
            try
            {
                if (await Client.Sessions.ValidateAsync(Token, Ct) is not { } session)
                {
                    return TamperOutcome.SignedOut;
                }

                Assert.Equal((Person.OpenId, Client.AppId), (session.OpenId, session.AppId));
                var profile = await Client.UserData.OpenProfileAsync(session, Profile.EncryptedData, Profile.Iv, Ct);
                Assert.Equal(Person.NickName, profile.NickName);
                return TamperOutcome.Same;
            }
            catch (WeChatException exception) when (exception.Kind == WeChatErrorKind.LoginAgain)
            {
                return TamperOutcome.KeyRefused;
            }
            catch (WeChatException exception) when (exception.Kind == WeChatErrorKind.StoreUnavailable)
            {
                return TamperOutcome.StoreUnavailable;
            }
        }
    }
}

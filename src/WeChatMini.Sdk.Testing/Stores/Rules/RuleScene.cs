using System.Text;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>What one run of one rule works with: the store, users and tokens of its own, and short ways to call.</summary>
internal sealed class RuleScene
{
    private readonly SceneNames _names;

    public RuleScene(ISessionStore store, SessionStoreContractOptions options, CancellationToken cancellationToken)
    {
        Subject = store;
        Options = options;
        Ct = cancellationToken;
        T0 = Now();
        _names = new SceneNames(T0);
        Store = new CallJournal(store, _names);
        (Alice, Bob) = (_names.NewUser("alice"), _names.NewUser("bob"));
        (Phone, Tablet, Second, Third) = (_names.NewToken("phone"), _names.NewToken("tablet"), _names.NewToken("second"), _names.NewToken("third"));
    }

    public static TimeSpan Idle { get; } = TimeSpan.FromDays(3);

    public static TimeSpan Absolute { get; } = TimeSpan.FromDays(30);

    public static TimeSpan Millisecond { get; } = TimeSpan.FromMilliseconds(1);

    /// <summary>The store, with its calls written down.</summary>
    public CallJournal Store { get; }

    /// <summary>The store itself, for calls that must not wait for a journal.</summary>
    public ISessionStore Subject { get; }

    public SessionStoreContractOptions Options { get; }

    public CancellationToken Ct { get; }

    /// <summary>The time of the logins, UTC and whole seconds.</summary>
    public DateTimeOffset T0 { get; private set; }

    public UserHandle Alice { get; }

    public UserHandle Bob { get; }

    public TokenHash Phone { get; }

    public TokenHash Tablet { get; }

    public TokenHash Second { get; }

    public TokenHash Third { get; }

    /// <summary>What is worth knowing about a rule that held.</summary>
    public string Remark { get; set; } = "";

    /// <summary>Puts the logins sixty days back: whoever purges then purges nothing of the present.</summary>
    public void PlayInThePast() => _names.Origin = T0 = T0.AddDays(-60);

    /// <summary>The present, or the start that was chosen, in whole seconds: for a login that is made later than the first.</summary>
    public DateTimeOffset Now()
    {
        var now = (Options.Start ?? TimeProvider.System.GetUtcNow()).UtcTicks;
        return new DateTimeOffset(now - (now % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    public UserHandle NewUser(string? name = null) => _names.NewUser(name);

    public TokenHash NewToken(string? name = null) => _names.NewToken(name);

    public string NameOf(DateTimeOffset time) => _names.Of(time);

    public string NameOf(TokenHash? token) => token is { } given ? _names.Of(given) : "none";

    public string NamesOf(IEnumerable<TokenHash> tokens) => _names.Of(tokens);

    public string NameOf(SessionKeySlot? slot) => _names.Of(slot);

    public string Explain(string message, bool tellsItsCalls) =>
        tellsItsCalls || Store.Text.Length == 0 ? message : $"{message}\nThe last calls (T0 is {T0:u}):\n{Store.Text}";

    public static SealedSessionKey KeyOf(string name, DateTimeOffset obtainedAt) => new(Encoding.UTF8.GetBytes(name), obtainedAt);

    public SessionRecord Session(UserHandle user, TokenHash token, DateTimeOffset at) => new()
    {
        User = user,
        Token = token,
        CreatedAt = at,
        SeenAt = at,
        IdleExpiresAt = at + Idle,
        ExpiresAt = at + Absolute,
        Data = Encoding.UTF8.GetBytes($"data of {_names.Of(token)}"),
    };

    public SessionCreation Creation(SessionRecord session, SealedSessionKey? key = null, int maxSessions = 10) => new()
    {
        Session = session,
        Key = key ?? KeyOf($"key of {_names.Of(session.Token)}", session.CreatedAt),
        PreviousKeyUntil = session.CreatedAt + TimeSpan.FromMinutes(5),
        MaxSessions = maxSessions,
        Now = session.CreatedAt,
    };

    public Task LoginAsync(UserHandle user, TokenHash token, DateTimeOffset? at = null, int maxSessions = 10) =>
        Store.CreateAsync(Creation(Session(user, token, at ?? T0), maxSessions: maxSessions), Ct).AsTask();

    /// <summary>Logs in several times, a minute apart.</summary>
    public async Task<TokenHash[]> LoginManyAsync(UserHandle user, int count, int maxSessions)
    {
        var tokens = Enumerable.Range(0, count).Select(_ => NewToken()).ToArray();
        for (var index = 0; index < count; index++)
        {
            await LoginAsync(user, tokens[index], T0.AddMinutes(index), maxSessions);
        }

        return tokens;
    }

    public Task<bool> TouchAsync(UserHandle user, TokenHash token, DateTimeOffset now, DateTimeOffset? idle = null) =>
        Store.TouchAsync(new SessionAddress(user, token), new SessionTouch(now, idle ?? now + Idle), Ct).AsTask();

    public Task<bool> RotateAsync(UserHandle user, TokenHash token, TokenHash successor, DateTimeOffset? now = null, TimeSpan? grace = null) =>
        Store.RotateAsync(new SessionAddress(user, token), successor, (now ?? T0) + (grace ?? TimeSpan.FromMinutes(1)), now ?? T0, Ct).AsTask();

    public Task<bool> RevokeAsync(UserHandle user, TokenHash token, DateTimeOffset? now = null) =>
        Store.RevokeAsync(new SessionAddress(user, token), now ?? T0, Ct).AsTask();

    public Task RevokeAllAsync(UserHandle user) => Store.RevokeAllAsync(user, Ct).AsTask();

    public Task<bool> PutKeyAsync(UserHandle user, string name, DateTimeOffset obtainedAt) =>
        Store.PutKeyAsync(user, KeyOf(name, obtainedAt), obtainedAt.AddMinutes(5), Ct).AsTask();

    public Task<int> PurgeAsync(DateTimeOffset now, int most = 1000) => Store.PurgeAsync(now, most, Ct).AsTask();

    public async Task<SessionRecord?> FindAsync(UserHandle user, TokenHash token, DateTimeOffset? now = null) =>
        (await Store.FindAsync(new SessionAddress(user, token), now ?? T0, Ct)).Session;

    public async Task<bool> IsAliveAsync(UserHandle user, TokenHash token, DateTimeOffset? now = null) => await FindAsync(user, token, now) is not null;

    public async Task<TokenHash[]> ListAsync(UserHandle user, DateTimeOffset? now = null) =>
        [.. (await Store.ListAsync(user, now ?? T0, Ct)).Select(session => session.Token)];
}

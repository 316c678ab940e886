using WeChatMini.Sdk.Sessions;
using static WeChatMini.Sdk.Storage.Tests.Support.Sample;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

/// <summary>What <see cref="ISessionStore"/> promises, for every store alike. One file per operation.</summary>
public abstract partial class SessionStoreContract
{
    private static readonly UserHandle Alice = User("alice");
    private static readonly UserHandle Bob = User("bob");
    private static readonly TokenHash Phone = Token("phone");
    private static readonly TokenHash Tablet = Token("tablet");
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    /// <summary>The store under test, empty at the start of each test.</summary>
    protected abstract ISessionStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task LoginAsync(UserHandle user, TokenHash token, DateTimeOffset? at = null, int maxSessions = 10) =>
        Store.CreateAsync(Creation(user, token, at, maxSessions), Ct).AsTask();

    private async Task<SessionRecord?> FindAsync(UserHandle user, TokenHash token, DateTimeOffset? now = null) =>
        (await Store.FindAsync(new SessionAddress(user, token), now ?? T0, Ct)).Session;

    private async Task<bool> IsAliveAsync(UserHandle user, TokenHash token, DateTimeOffset? now = null) => await FindAsync(user, token, now) is not null;

    private Task<bool> TouchAsync(UserHandle user, TokenHash token, DateTimeOffset now, DateTimeOffset? idle = null) =>
        Store.TouchAsync(new SessionAddress(user, token), new SessionTouch(now, idle ?? now + Idle), Ct).AsTask();

    private Task<bool> RotateAsync(UserHandle user, TokenHash token, TokenHash successor, DateTimeOffset now, TimeSpan? grace = null) =>
        Store.RotateAsync(new SessionAddress(user, token), successor, now + (grace ?? TimeSpan.FromMinutes(1)), now, Ct).AsTask();

    private Task<bool> RevokeAsync(UserHandle user, TokenHash token, DateTimeOffset? now = null) =>
        Store.RevokeAsync(new SessionAddress(user, token), now ?? T0, Ct).AsTask();

    private Task RevokeAllAsync(UserHandle user) => Store.RevokeAllAsync(user, Ct).AsTask();

    private async Task<TokenHash[]> ListAsync(UserHandle user, DateTimeOffset? now = null) =>
        [.. (await Store.ListAsync(user, now ?? T0, Ct)).Select(session => session.Token)];

    private Task<int> PurgeAsync(DateTimeOffset now, int most = 1000) => Store.PurgeAsync(now, most, Ct).AsTask();
}

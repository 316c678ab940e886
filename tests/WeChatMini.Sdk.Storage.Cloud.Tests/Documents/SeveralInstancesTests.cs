using SessionStores;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Documents;

/// <summary>The contract with each call at another of three instances over one database: no queue keeps their writers apart, the versions must.</summary>
public sealed class SeveralInstancesTests(ITestOutputHelper output) : StoreContractTests(output)
{
    protected override string Engine => "three instances over documents in memory";

    protected override int Histories => 2_000;

    protected override ValueTask<ISessionStore> OpenAsync()
    {
        var first = new MemoryDocuments();
        return new(new RoundRobin(first, new MemoryDocuments(first), new MemoryDocuments(first)));
    }

    private sealed class RoundRobin(params ISessionStore[] instances) : ISessionStore
    {
        private int _next;

        public bool IsPerInstance => false;

        private ISessionStore Next => instances[(uint)Interlocked.Increment(ref _next) % instances.Length];

        public ValueTask CreateAsync(SessionCreation creation, CancellationToken cancellationToken) => Next.CreateAsync(creation, cancellationToken);

        public ValueTask<SessionLookup> FindAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) => Next.FindAsync(address, now, cancellationToken);

        public ValueTask<bool> TouchAsync(SessionAddress address, SessionTouch touch, CancellationToken cancellationToken) => Next.TouchAsync(address, touch, cancellationToken);

        public ValueTask<bool> RotateAsync(SessionAddress address, TokenHash successor, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken) =>
            Next.RotateAsync(address, successor, graceUntil, now, cancellationToken);

        public ValueTask<bool> RevokeAsync(SessionAddress address, DateTimeOffset now, CancellationToken cancellationToken) => Next.RevokeAsync(address, now, cancellationToken);

        public ValueTask RevokeAllAsync(UserHandle user, CancellationToken cancellationToken) => Next.RevokeAllAsync(user, cancellationToken);

        public ValueTask<bool> PutKeyAsync(UserHandle user, SealedSessionKey key, DateTimeOffset previousKeyUntil, CancellationToken cancellationToken) => Next.PutKeyAsync(user, key, previousKeyUntil, cancellationToken);

        public ValueTask<IReadOnlyList<SessionRecord>> ListAsync(UserHandle user, DateTimeOffset now, CancellationToken cancellationToken) => Next.ListAsync(user, now, cancellationToken);

        public ValueTask<int> PurgeAsync(DateTimeOffset now, int maxSessions, CancellationToken cancellationToken) => Next.PurgeAsync(now, maxSessions, cancellationToken);
    }
}

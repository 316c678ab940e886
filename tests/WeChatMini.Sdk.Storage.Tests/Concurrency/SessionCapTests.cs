using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Concurrency;

public sealed class SessionCapTests : IDisposable
{
    private const int Cap = 10;
    private static readonly int Logins = Long.Or(200, 1_000);

    private readonly SqliteFile _file = new();

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task Concurrent_logins_of_one_user_leave_exactly_as_many_sessions_as_are_allowed(string engine)
    {
        var store = Open(engine);
        var user = Sample.NewUser();
        var tokens = Enumerable.Range(0, Logins).Select(_ => Sample.NewToken()).ToArray();

        // In any order of arrival, so that a login may come after newer ones. It stays then too: its user is holding the token.
        var order = Enumerable.Range(0, Logins).ToArray();
        System.Security.Cryptography.RandomNumberGenerator.Shuffle<int>(order);
        await Task.WhenAll(order.Select(index => Task.Run(
            () => store.CreateAsync(Sample.Creation(user, tokens[index], Sample.T0.AddSeconds(index), Cap), default).AsTask(),
            TestContext.Current.CancellationToken)));

        var left = (await store.ListAsync(user, Sample.T0.AddSeconds(Logins), TestContext.Current.CancellationToken)).Select(session => session.Token).ToList();
        Assert.Equal(Cap, left.Count);

        // The nine newest are never the oldest of ten others; the tenth is the one that came last, or the tenth newest.
        Assert.Equal(tokens[^(Cap - 1)..].Reverse(), left[..(Cap - 1)]);
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task Logins_that_arrive_in_order_leave_the_newest_sessions(string engine)
    {
        var store = Open(engine);
        var user = Sample.NewUser();
        var tokens = Enumerable.Range(0, Logins).Select(_ => Sample.NewToken()).ToArray();
        for (var index = 0; index < Logins; index++)
        {
            await store.CreateAsync(Sample.Creation(user, tokens[index], Sample.T0.AddSeconds(index), Cap), TestContext.Current.CancellationToken);
        }

        var left = await store.ListAsync(user, Sample.T0.AddSeconds(Logins), TestContext.Current.CancellationToken);
        Assert.Equal(tokens[^Cap..].Reverse(), left.Select(session => session.Token));
    }

    public void Dispose() => _file.Dispose();

    private ISessionStore Open(string engine) => engine == "sqlite" ? _file.Open() : new MemorySessionStore();
}

using System.Collections.Concurrent;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Concurrency;

public sealed class RevokeAllTests(ITestOutputHelper output) : IDisposable
{
    private const int Logins = 8;
    private static readonly int Rounds = Long.Or(200, 2_000);

    private readonly SqliteFile _file = new();

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task What_was_acknowledged_before_all_sessions_are_ended_is_never_found_again(string engine)
    {
        ISessionStore store = engine == "sqlite" ? _file.Open() : new MemorySessionStore(capacity: 1_000_000);
        var ended = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var user = Sample.NewUser();
            var before = await RaceAsync(store, user, round % Logins, token => store.CreateAsync(Sample.Creation(user, token), default).AsTask());
            ended += before.Count;
            foreach (var token in before)
            {
                Assert.Null((await store.FindAsync(new SessionAddress(user, token), Sample.T0, TestContext.Current.CancellationToken)).Session);
            }
        }

        Assert.True(ended > Rounds, "Hardly any login was acknowledged in time: nothing was tested.");
        Long.Report(output, $"revoke-all: {engine}: {Rounds} rounds of {Logins} logins, {ended} acknowledged before it, 0 found after it");
    }

    [Fact]
    public async Task It_holds_when_another_process_logs_in_and_looks()
    {
        var ct = TestContext.Current.CancellationToken;
        var store = _file.Open();
        using var other = await WriterProcess.ServeAsync(_file.Path, ct);
        for (var round = 0; round < Rounds / 10; round++)
        {
            var user = Sample.NewUser();
            var hex = Convert.ToHexString(user.ToArray());
            var elsewhere = new SemaphoreSlim(1, 1);
            var before = await RaceAsync(store, user, round % Logins, async token =>
            {
                await elsewhere.WaitAsync(ct);
                Assert.Equal("ok", await other.AskAsync($"create {hex} {Hex(token)}", ct));
                elsewhere.Release();
            });
            foreach (var token in before)
            {
                Assert.Equal("gone", await other.AskAsync($"find {hex} {Hex(token)}", ct));
                Assert.Null((await store.FindAsync(new SessionAddress(user, token), Sample.T0, ct)).Session);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Lets eight logins run, ends all sessions once some of them are acknowledged, and returns those that were.</summary>
    private static async Task<IReadOnlyList<TokenHash>> RaceAsync(ISessionStore store, UserHandle user, int after, Func<TokenHash, Task> login)
    {
        var acknowledged = new ConcurrentQueue<TokenHash>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var logins = Enumerable.Range(0, Logins).Select(_ => Task.Run(async () =>
        {
            var token = Sample.NewToken();
            await login(token);
            acknowledged.Enqueue(token);
            if (acknowledged.Count > after)
            {
                enough.TrySetResult();
            }
        })).ToList();
        await enough.Task;
        var before = acknowledged.ToArray();
        await store.RevokeAllAsync(user, TestContext.Current.CancellationToken);
        await Task.WhenAll(logins);
        return before;
    }

    private static string Hex(TokenHash token) => Convert.ToHexString(token.ToArray());
}

using System.Collections.Concurrent;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Concurrency;

/// <summary>What the contract tries within one process, with a second one.</summary>
public sealed class RevokeAllTests : IDisposable
{
    private const int Logins = 8;
    private static readonly int Rounds = Long.Or(200, 2_000);

    private readonly SqliteFile _file = new();

    [Fact]
    public async Task What_another_process_had_acknowledged_before_all_sessions_are_ended_is_never_found_again()
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
    private static async Task<IReadOnlyList<TokenHash>> RaceAsync(SqlSessionStore store, UserHandle user, int after, Func<TokenHash, Task> login)
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

using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.Login;

/// <summary>No audit, however slow or broken, changes a login.</summary>
public sealed class LoginAuditOutageTests : IDisposable
{
    private readonly ListedAudit _audit = new();
    private readonly CountingStore _store = new();
    private readonly LogLines _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_audit_that_fails_changes_no_answer_and_is_logged_and_counted(bool works)
    {
        using var failures = new FailureCount();
        await using var backend = Audited();
        _audit.Before = _ => throw new InvalidOperationException("the table is full");
        if (!works)
        {
            backend.WeChat.Faults.Always(FakeFault.Error(40226));
        }

        var answer = await backend.Client.Endpoint.HandleAsync(LoginRequest(backend.User("o-alice").NextLoginCode()), Cancellation);

        Assert.Equal(works ? 200 : 403, answer.StatusCode);
        Assert.Contains("the table is full", Assert.Single(_log.All, line => line.StartsWith("Warning 206 LoginAuditFailed", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.True(failures.Seen >= 1);
    }

    [Fact]
    public async Task An_audit_that_hangs_is_left_behind_after_half_a_second()
    {
        await using var backend = Audited();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _audit.Before = async _ =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
        };
        var login = backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation);
        await entered.Task;
        backend.Clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(login.IsCompleted);
        backend.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("o-alice", (await login.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).Session.OpenId);
        Assert.Single(_log.All, line => line.StartsWith("Warning 206 LoginAuditFailed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_audit_gets_no_more_than_what_is_left_of_the_logins_time()
    {
        await using var backend = Audited();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.Before = _ =>
        {
            // The login takes all but 200 ms of its time.
            backend.Clock.Advance(backend.Options.LoginTimeout - TimeSpan.FromMilliseconds(200));
            _store.Before = static _ => default;
            return default;
        };
        _audit.Before = async token =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        };
        var login = backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation);
        await entered.Task;
        backend.Clock.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal("o-alice", (await login.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).Session.OpenId);
        Assert.Empty(_audit.Entries);
    }

    [Fact]
    public async Task Not_even_an_audit_that_blocks_its_thread_holds_the_login_up()
    {
        await using var backend = Audited();
        using var release = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _audit.Before = _ =>
        {
            entered.SetResult();
            release.Wait(Cancellation);
            return default;
        };
        var login = backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation);
        await entered.Task;
        backend.Clock.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal("o-alice", (await login.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).Session.OpenId);
        release.Set();
    }

    public void Dispose() => _log.Dispose();

    private static MiniRequest LoginRequest(string code) =>
        new("POST", "/wx/login", [new("Content-Type", "application/json")], Encoding.UTF8.GetBytes($"{{\"code\":\"{code}\"}}"));

    private Backend Audited() => new(configure: builder =>
    {
        builder.UseSessionStore(_ => _store).AddLoginAudit(_ => _audit);
        builder.Services.AddLogging(logging => logging.AddProvider(_log));
    });

    /// <summary>Counts in every meter of the process: other tests may add to it, but none of them takes away.</summary>
    private sealed class FailureCount : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _seen;

        public FailureCount()
        {
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == WeChatMiniDiagnostics.LoginAuditFailures)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, measurement, _, _) => Interlocked.Add(ref _seen, measurement));
            _listener.Start();
        }

        public long Seen => Interlocked.Read(ref _seen);

        public void Dispose() => _listener.Dispose();
    }
}

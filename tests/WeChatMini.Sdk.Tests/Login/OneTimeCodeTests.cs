using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.Login;

/// <summary>Decision 4: a code is sent once, or not at all, or to the backup while nothing can have left.</summary>
public sealed class OneTimeCodeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Malformed => ["", "with space", "line\nbreak", "nul\0", "tab\t", "ünïcode", "中文", new string('c', 129), new string('c', 10_000)];

    public static TheoryData<string> Strange => ["a&appid=evil", "a+b/c=", "100%", "#fragment", "a;b", "'quote\"", "%2e%2e", "../..", new string('c', 128)];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_cannot_be_a_code_is_refused_before_anything_is_done(string code)
    {
        var store = new CountingStore();
        await using var backend = new Backend(configure: builder => builder.UseSessionStore(_ => store));

        Assert.Equal(WeChatErrorKind.InvalidRequest, (await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync(code, Cancellation))).Kind);
        Assert.Equal(WeChatErrorKind.InvalidRequest, (await Assert.ThrowsAsync<WeChatException>(() => backend.Client.ExchangeCodeAsync(code, Cancellation))).Kind);
        Assert.Empty(backend.WeChat.Journal.Arrivals);
        Assert.Equal(0, store.Calls);
    }

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task A_strange_code_reaches_WeChat_as_it_is_and_changes_no_other_parameter(string code)
    {
        await using var backend = new Backend();

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync(code, Cancellation));

        Assert.Equal(40029, failure.ErrorCode);
        Assert.Equal(backend.WeChat.AppId, Assert.Single(backend.WeChat.Journal.Arrivals).AppId);
    }

    [Fact]
    public async Task The_same_code_in_flight_twice_is_sent_once_and_answered_alike()
    {
        await using var backend = new Backend();
        backend.WeChat.Faults.Next(FakeFault.Hang);
        var code = backend.User("o-alice").NextLoginCode();

        var logins = Enumerable.Range(0, 20).Select(_ => backend.Client.LoginAsync(code, Cancellation)).ToList();
        await backend.WeChat.Journal.WaitForArrivalsAsync(1, Cancellation);
        backend.WeChat.Faults.Clear();

        var tokens = (await Task.WhenAll(logins)).Select(login => login.Token).Distinct();
        Assert.Single(tokens);
        Assert.Single(backend.WeChat.Journal.Arrivals);
        Assert.Single(await backend.Client.Sessions.ListAsync("o-alice", Cancellation));
    }

    [Fact]
    public async Task A_caller_that_leaves_does_not_take_the_login_away_from_its_twin()
    {
        await using var backend = new Backend();
        backend.WeChat.Faults.Next(FakeFault.Hang);
        var code = backend.User("o-alice").NextLoginCode();
        using var leaves = new CancellationTokenSource();

        var first = backend.Client.LoginAsync(code, leaves.Token);
        var second = backend.Client.LoginAsync(code, Cancellation);
        await backend.WeChat.Journal.WaitForArrivalsAsync(1, Cancellation);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        backend.WeChat.Faults.Clear();

        Assert.Equal("o-alice", (await second).Session.OpenId);
        Assert.Single(backend.WeChat.Journal.Arrivals);
    }

    /// <summary>The work is nobody's then, and its failure must not end the process of an application that listens for such.</summary>
    [Fact]
    public async Task A_login_that_fails_after_all_have_left_leaves_no_unobserved_exception()
    {
        var unobserved = new ConcurrentQueue<Exception>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved.Enqueue(e.Exception);
        TaskScheduler.UnobservedTaskException += Note;
        await LeaveAsync();
        for (var round = 0; round < 50 && unobserved.IsEmpty; round++)
        {
            await Task.Yield();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        TaskScheduler.UnobservedTaskException -= Note;
        Assert.DoesNotContain(unobserved, failure => failure.InnerException is WeChatException);

        static async Task LeaveAsync()
        {
            var handler = new LateHandler();
            await using var backend = new Backend(configure: builder => builder.Services.AddKeyedSingleton<Sdk.Login.ILoginHandler>("", handler));
            using var leaves = new CancellationTokenSource();
            var login = backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), leaves.Token);
            await handler.Entered.Task;
            await leaves.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => login);
            handler.Fails.SetResult();
            await handler.Left.Task;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_attempt_that_times_out_is_not_repeated(bool onPooledConnection)
    {
        await using var backend = new Backend();
        if (onPooledConnection)
        {
            await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation);
            backend.WeChat.Journal.Clear();
        }

        backend.WeChat.Faults.Next(FakeFault.Hang, 10);
        var login = backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation);
        await backend.WeChat.Journal.WaitForArrivalsAsync(1, Cancellation);
        backend.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(WeChatErrorKind.OutcomeUnknown, (await Assert.ThrowsAsync<WeChatException>(() => login)).Kind);
        Assert.Single(backend.WeChat.Journal.Arrivals);
    }

    [Fact]
    public async Task A_host_that_ends_sooner_shortens_the_login()
    {
        await using var backend = new Backend();
        backend.WeChat.Faults.Next(FakeFault.Hang);
        var request = new Sdk.Login.LoginRequest(backend.User("o-alice").NextLoginCode()) { Deadline = backend.Clock.GetUtcNow().AddSeconds(1) };
        var login = backend.Client.LoginAsync(request, Cancellation);
        await backend.WeChat.Journal.WaitForArrivalsAsync(1, Cancellation);
        backend.Clock.Advance(TimeSpan.FromMilliseconds(700));

        Assert.Equal(WeChatErrorKind.OutcomeUnknown, (await Assert.ThrowsAsync<WeChatException>(() => login)).Kind);
    }

    [Fact]
    public async Task With_no_time_left_nothing_is_sent()
    {
        await using var backend = new Backend();
        var request = new Sdk.Login.LoginRequest("code") { Deadline = backend.Clock.GetUtcNow().AddMilliseconds(300) };

        Assert.Equal(WeChatErrorKind.Busy, (await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync(request, Cancellation))).Kind);
        Assert.Empty(backend.WeChat.Journal.Arrivals);
    }

    [Fact]
    public async Task When_no_connection_can_be_made_the_backup_is_tried_once()
    {
        await using var backend = new Backend(options =>
        {
            options.BackupAddress = options.BaseAddress;
            options.BaseAddress = FakeNetwork.NobodyListens();
        });

        var login = await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation);

        Assert.Equal("o-alice", login.Session.OpenId);
        Assert.Single(backend.WeChat.Journal.Arrivals);
    }

    [Fact]
    public async Task When_TLS_cannot_be_agreed_the_backup_is_tried_once()
    {
        await using var plain = FakeNetwork.SpeaksPlainText();
        await using var backend = new Backend(options =>
        {
            options.BackupAddress = options.BaseAddress;
            options.BaseAddress = plain.Address;
        });

        Assert.Equal("o-alice", (await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation)).Session.OpenId);
    }

    [Fact]
    public async Task When_the_answer_is_lost_the_backup_is_not_tried()
    {
        await using var backup = FakeWeChat.Start();
        await using var backend = new Backend(options => options.BackupAddress = backup.BaseAddress);
        backend.WeChat.Faults.Next(FakeFault.CloseAfterProcessing);

        Assert.Equal(WeChatErrorKind.OutcomeUnknown, (await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation))).Kind);
        Assert.Empty(backup.Journal.Arrivals);
    }

    [Fact]
    public async Task When_nobody_listens_anywhere_nothing_was_sent_and_a_later_login_may_work()
    {
        await using var backend = new Backend(options =>
        {
            options.BaseAddress = FakeNetwork.NobodyListens();
            options.BackupAddress = FakeNetwork.NobodyListens();
        });

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync("code", Cancellation));

        Assert.Equal(WeChatErrorKind.Busy, failure.Kind);
        Assert.Contains("nothing was sent", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_of_the_host_that_repeats_requests_does_not_repeat_a_code(bool answerIsLost)
    {
        await using var backend = new Backend(configure: builder => builder.Services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new Repeats())));
        backend.WeChat.Faults.Always(answerIsLost ? FakeFault.CloseAfterProcessing : FakeFault.Status(500));

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation));

        Assert.Equal(WeChatErrorKind.OutcomeUnknown, failure.Kind);
        Assert.Single(backend.WeChat.Journal.Arrivals);
    }

    [Fact]
    public async Task A_login_that_presents_an_old_token_ends_its_session()
    {
        await using var backend = new Backend();
        var old = (await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation)).Token;
        var request = new Sdk.Login.LoginRequest(backend.User("o-bob").NextLoginCode()) { PresentedToken = old };

        var login = await backend.Client.LoginAsync(request, Cancellation);

        Assert.Null(await backend.Client.Sessions.ValidateAsync(old, Cancellation));
        Assert.Equal("o-bob", (await backend.Client.Sessions.ValidateAsync(login.Token, Cancellation))!.OpenId);
    }

    [Fact]
    public async Task Exchanging_a_code_alone_stores_nothing()
    {
        var store = new CountingStore();
        await using var backend = new Backend(configure: builder => builder.UseSessionStore(_ => store));

        Assert.Equal("o-alice", (await backend.Client.ExchangeCodeAsync(backend.User("o-alice").NextLoginCode(), Cancellation)).OpenId);
        Assert.Equal(0, store.Calls);
    }

    [Fact]
    public async Task Nothing_in_the_process_may_tell_WeChat_whose_trace_this_is()
    {
        await using var backend = new Backend();
        using var activity = new System.Diagnostics.Activity("request").Start();
        await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation);

        var headers = Assert.Single(backend.WeChat.Journal.Arrivals).Headers.Keys;
        Assert.DoesNotContain("traceparent", headers, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain("tracestate", headers, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain("baggage", headers, StringComparer.OrdinalIgnoreCase);
    }

    private sealed class Repeats : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    var response = await base.SendAsync(request, cancellationToken);
                    if (response.IsSuccessStatusCode)
                    {
                        return response;
                    }
                }
                catch (HttpRequestException) when (attempt < 2)
                {
                }
            }
        }
    }

    private sealed class LateHandler : Sdk.Login.ILoginHandler
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Fails { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<Sdk.Login.LoginDecision> HandleAsync(Sdk.Login.LoginContext context, CancellationToken cancellationToken)
        {
            Entered.SetResult();
            await Fails.Task.WaitAsync(cancellationToken);
            Left.SetResult();
            throw new InvalidOperationException("The application is broken.");
        }
    }
}

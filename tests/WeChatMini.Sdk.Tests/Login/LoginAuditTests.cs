using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.Login;

/// <summary>What the application's audit is told, and that the login does not depend on it.</summary>
public sealed class LoginAuditTests
{
    private readonly ListedAudit _audit = new();
    private readonly CountingStore _store = new();

    public static TheoryData<int, string> RefusedByWeChat { get; } = new()
    {
        { 40029, "login_again" },
        { 40163, "login_again" },
        { 40226, "blocked" },
        { 45011, "slow_down" },
        { -1, "busy" },
        { 40125, "misconfigured" },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_login_that_worked_is_told_with_the_beginning_of_the_openid()
    {
        await using var backend = Audited();
        await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation);

        var entry = Assert.Single(_audit.Entries);
        Assert.Equal(("ok", "", backend.WeChat.AppId, "o-al…"), (entry.Outcome, entry.App, entry.AppId, entry.MaskedUser));
        Assert.Equal((null, null), (entry.ErrorCode, entry.RequestId));
        Assert.Equal((backend.Clock.GetUtcNow(), TimeSpan.Zero), (entry.At, entry.At.Offset));
    }

    [Theory]
    [MemberData(nameof(RefusedByWeChat))]
    public async Task A_refusal_of_WeChat_is_told_with_its_errcode_and_the_code_that_the_client_sees(int errcode, string outcome)
    {
        await using var backend = Audited();
        backend.WeChat.Faults.Always(FakeFault.Error(errcode, "no, rid: 12345678-abcdef"));
        var answer = await backend.Client.Endpoint.HandleAsync(LoginRequest(backend.User("o-alice").NextLoginCode()), Cancellation);

        var entry = Assert.Single(_audit.Entries);
        Assert.Equal((outcome, (int?)errcode, null), (entry.Outcome, entry.ErrorCode, entry.MaskedUser));
        Assert.Contains($"\"code\":\"{outcome}\"", System.Text.Encoding.UTF8.GetString(answer.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WeChats_request_id_is_told_with_its_refusal()
    {
        await using var backend = Audited();
        backend.WeChat.Faults.Always(FakeFault.Error(40029, "invalid code, rid: 12345678-abcdef01-23456789"));
        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation));

        Assert.NotNull(failure.RequestId);
        Assert.Equal(failure.RequestId, Assert.Single(_audit.Entries).RequestId);
    }

    [Fact]
    public async Task An_answer_that_never_came_is_told_as_unknown()
    {
        await using var backend = Audited();
        backend.WeChat.Faults.Always(FakeFault.CloseAfterProcessing);
        await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation));

        Assert.Equal("outcome_unknown", Assert.Single(_audit.Entries).Outcome);
    }

    [Fact]
    public async Task A_refusal_by_the_login_handler_names_the_beginning_of_whom_it_refused()
    {
        await using var backend = Audited(builder => builder.AddLoginHandler<Refuses>());
        await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation));

        Assert.Equal(("refused", "o-al…"), (Assert.Single(_audit.Entries).Outcome, _audit.Entries[0].MaskedUser));
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_with_the_beginning_of_whom_it_kept_out()
    {
        await using var backend = Audited();
        _store.Before = _ => throw new InvalidOperationException("away");
        await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation));

        Assert.Equal(("store_unavailable", "o-al…"), (Assert.Single(_audit.Entries).Outcome, _audit.Entries[0].MaskedUser));
    }

    [Fact]
    public async Task A_login_that_the_platform_vouches_for_is_told_too()
    {
        await using var backend = Audited(builder => builder.UseCloudRun(cloud => cloud.TrustOpenId = true));
        var answer = await backend.Client.Endpoint.HandleAsync(
            new MiniRequest("POST", "/wx/login", [new("X-WX-OPENID", "o-alice"), new("X-WX-SOURCE", "wx_client"), new("X-WX-APPID", backend.WeChat.AppId)], default),
            Cancellation);

        Assert.Equal(200, answer.StatusCode);
        Assert.Equal(("ok", "o-al…"), (Assert.Single(_audit.Entries).Outcome, _audit.Entries[0].MaskedUser));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a code")]
    public async Task A_malformed_code_is_refused_before_any_work_and_is_not_told(string code)
    {
        await using var backend = Audited();
        await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync(code, Cancellation));
        await backend.Client.ExchangeCodeAsync(backend.User("o-alice").NextLoginCode(), Cancellation);

        Assert.Empty(_audit.Entries);
    }

    [Fact]
    public async Task Callers_with_one_code_are_told_of_once()
    {
        await using var backend = Audited();
        var code = backend.User("o-alice").NextLoginCode();
        var release = new TaskCompletionSource();
        _store.Before = async _ => await release.Task;
        var logins = Enumerable.Range(0, 5).Select(_ => backend.Client.LoginAsync(code, Cancellation)).ToArray();
        release.SetResult();
        await Task.WhenAll(logins);

        Assert.Single(_audit.Entries);
    }

    [Fact]
    public async Task The_default_apps_audit_serves_the_others_and_is_told_which_one_it_was()
    {
        await using var weChat = FakeWeChat.Start();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56)));
        services.AddWeChatMini(options => (options.AppId, options.AppSecret, options.BaseAddress) = (weChat.AppId, weChat.AppSecret, weChat.BaseAddress)).AddLoginAudit(_ => _audit);
        services.AddWeChatMini("shop", options => (options.AppId, options.AppSecret, options.BaseAddress) = (weChat.AppId, weChat.AppSecret, weChat.BaseAddress));
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IWeChatMiniClients>().Get("shop").LoginAsync(weChat.Users.Add("o-alice").NextLoginCode(), Cancellation);

        Assert.Equal("shop", Assert.Single(_audit.Entries).App);
    }

    [Fact]
    public async Task An_audit_by_type_gets_services_of_a_scope_for_each_entry()
    {
        await using var backend = new Backend(configure: builder =>
        {
            builder.Services.AddSingleton(_audit).AddScoped<PerEntry>();
            builder.AddLoginAudit<ScopedAudit>();
        });
        await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation);
        await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation);

        Assert.Equal(2, _audit.Scopes.Distinct().Count());
    }

    private static MiniRequest LoginRequest(string code) =>
        new("POST", "/wx/login", [new("Content-Type", "application/json")], System.Text.Encoding.UTF8.GetBytes($"{{\"code\":\"{code}\"}}"));

    private Backend Audited(Action<WeChatMiniBuilder>? configure = null) => new(configure: builder =>
    {
        builder.UseSessionStore(_ => _store).AddLoginAudit(_ => _audit);
        configure?.Invoke(builder);
    });

    private sealed class Refuses : ILoginHandler
    {
        public ValueTask<LoginDecision> HandleAsync(LoginContext context, CancellationToken cancellationToken) => new(LoginDecision.Refuse("members only"));
    }

    private sealed class PerEntry;

    private sealed class ScopedAudit(ListedAudit audit, PerEntry scope) : ILoginAudit
    {
        public ValueTask WriteAsync(LoginAuditEntry entry, CancellationToken cancellationToken)
        {
            audit.Scopes.Add(scope);
            return default;
        }
    }
}

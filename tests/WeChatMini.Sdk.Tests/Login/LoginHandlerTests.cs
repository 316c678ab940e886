using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.Login;

/// <summary>The application's own part of a login.</summary>
public sealed class LoginHandlerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_handler_attaches_is_on_the_session_of_every_later_request()
    {
        await using var backend = new Backend(configure: builder => builder.AddLoginHandler<Accepts>());
        var login = await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation);
        var session = await backend.Client.Sessions.ValidateAsync(login.Token, Cancellation);

        Assert.Equal("user of o-alice", session!.UserId);
        Assert.Equal("gold", session.Claims["tier"]);
        Assert.Equal("o-alice", session.OpenId);
    }

    [Fact]
    public async Task A_refused_user_gets_the_reason_and_no_session()
    {
        var store = new CountingStore();
        await using var backend = new Backend(configure: builder => builder.AddLoginHandler<Refuses>().UseSessionStore(_ => store));

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation));

        Assert.Equal((WeChatErrorKind.Refused, "members only"), (failure.Kind, failure.Message));
        Assert.Equal(0, store.Calls);
    }

    [Theory]
    [InlineData(typeof(Throws))]
    [InlineData(typeof(ReturnsNull))]
    [InlineData(typeof(AttachesTooMuch))]
    public async Task A_handler_that_fails_issues_nothing(Type handler)
    {
        var store = new CountingStore();
        await using var backend = new Backend(configure: builder =>
        {
            _ = handler == typeof(Throws) ? builder.AddLoginHandler<Throws>() : handler == typeof(ReturnsNull) ? builder.AddLoginHandler<ReturnsNull>() : builder.AddLoginHandler<AttachesTooMuch>();
            builder.UseSessionStore(_ => store);
        });

        var failure = await Assert.ThrowsAsync<WeChatException>(() => backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation));

        Assert.Equal(WeChatErrorKind.Busy, failure.Kind);
        Assert.NotNull(failure.InnerException);
        Assert.Equal(0, store.Calls);
    }

    [Fact]
    public async Task A_handler_that_hangs_is_left_behind_when_the_time_is_over()
    {
        Hangs.Entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var backend = new Backend(configure: builder => builder.AddLoginHandler<Hangs>());
        var login = backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation);
        await Hangs.Entered.Task;
        backend.Clock.Advance(backend.Options.LoginTimeout);

        Assert.Equal(WeChatErrorKind.Busy, (await Assert.ThrowsAsync<WeChatException>(() => login)).Kind);
    }

    [Fact]
    public void Claims_of_exactly_a_kilobyte_are_accepted_and_one_byte_more_is_not()
    {
        Assert.Null(LoginDecision.Accept(claims: new Dictionary<string, string> { ["k"] = new('x', 1023) }).Refusal);
        Assert.Throws<ArgumentException>(() => LoginDecision.Accept(claims: new Dictionary<string, string> { ["k"] = new('x', 1024) }));
        Assert.Throws<ArgumentException>(() => LoginDecision.Accept(claims: new Dictionary<string, string> { ["k"] = new('中', 342) }));
    }

    private sealed class Accepts : ILoginHandler
    {
        public ValueTask<LoginDecision> HandleAsync(LoginContext context, CancellationToken cancellationToken) =>
            new(LoginDecision.Accept("user of " + context.Identity.OpenId, new Dictionary<string, string> { ["tier"] = "gold" }));
    }

    private sealed class Refuses : ILoginHandler
    {
        public ValueTask<LoginDecision> HandleAsync(LoginContext context, CancellationToken cancellationToken) => new(LoginDecision.Refuse("members only"));
    }

    private sealed class Throws : ILoginHandler
    {
        public ValueTask<LoginDecision> HandleAsync(LoginContext context, CancellationToken cancellationToken) => throw new InvalidOperationException("the user table is away");
    }

    private sealed class ReturnsNull : ILoginHandler
    {
        public ValueTask<LoginDecision> HandleAsync(LoginContext context, CancellationToken cancellationToken) => new((LoginDecision)null!);
    }

    private sealed class AttachesTooMuch : ILoginHandler
    {
        public ValueTask<LoginDecision> HandleAsync(LoginContext context, CancellationToken cancellationToken) =>
            new(LoginDecision.Accept(claims: new Dictionary<string, string> { ["k"] = new('x', 2000) }));
    }

    private sealed class Hangs : ILoginHandler
    {
        public static TaskCompletionSource Entered { get; set; } = new();

        public async ValueTask<LoginDecision> HandleAsync(LoginContext context, CancellationToken cancellationToken)
        {
            Entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
            return LoginDecision.Accept();
        }
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Errors;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.StartUp;

/// <summary>On a function host the next request may meet another instance. Alone, since environment variables are the whole process's.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class FunctionHostTests : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [Theory]
    [InlineData("WECHATMINI_HOST", "lambda")]
    [InlineData("AWS_LAMBDA_FUNCTION_NAME", "my-function")]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "8080")]
    public async Task Sessions_in_memory_stop_the_start(string variable, string value)
    {
        Set(variable, value);
        var failure = await Assert.ThrowsAsync<WeChatException>(() => StartAsync());

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Contains("MemorySessionStore is seen by one instance only", failure.Message, StringComparison.Ordinal);
        Assert.Contains("AllowPerInstanceSessions", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS_LAMBDA_FUNCTION_NAME")]
    [InlineData("SCF_RUNTIME_API")]
    public void Logins_by_CloudRuns_headers_stop_the_start_where_everybody_can_send_them(string variable)
    {
        Set(variable, "here");
        var builder = new ServiceCollection().AddWeChatMini();

        var failure = Assert.Throws<WeChatException>(() => builder.UseCloudRun(cloudRun => cloudRun.TrustOpenId = true));

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Contains("everybody can send X-WX-OPENID", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_are_allowed_on_demand()
    {
        Set("AWS_LAMBDA_FUNCTION_NAME", "my-function");
        await using var server = await StartAsync(options => options.AllowPerInstanceSessions = true);
        Assert.Equal(401, (await server.SendAsync(Message.Session(null))).Status);
    }

    [Fact]
    public async Task They_are_allowed_where_the_operator_says_that_this_is_no_function_host()
    {
        Set("AWS_LAMBDA_FUNCTION_NAME", "my-function");
        Set("WECHATMINI_HOST", "none");
        await using var server = await StartAsync();
        Assert.Equal(401, (await server.SendAsync(Message.Session(null))).Status);
    }

    [Fact]
    public async Task A_shared_store_is_welcome()
    {
        Set("AWS_LAMBDA_FUNCTION_NAME", "my-function");
        await using var stage = new Backstage();
        await using var server = await Server.StartAsync(builder => stage.AddTo(builder.Services).AddAspNetCore(), app => app.MapWeChatMini());
        (await server.SendAsync(Message.Login(stage.CodeOf("o-alice")))).SignedIn();
    }

    [Fact]
    public async Task Access_tokens_in_a_file_are_not_shared_and_stop_the_start()
    {
        Set("AWS_LAMBDA_FUNCTION_NAME", "my-function");
        await using var stage = new Backstage();
        var failure = await Assert.ThrowsAsync<WeChatException>(() => Server.StartAsync(
            builder => stage.AddTo(builder.Services).AddAspNetCore().ShareAccessTokens(_ => new FileShare()),
            app => app.MapWeChatMini()));

        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Contains("access tokens would not be shared", failure.Message, StringComparison.Ordinal);
    }

    private static Task<Server> StartAsync(Action<WeChatMiniOptions>? configure = null) => Server.StartAsync(
        builder => builder.Services.AddWeChatMini(options =>
        {
            (options.AppId, options.AppSecret) = ("wx0123456789abcdef", "0123456789abcdef0123456789abcdef");
            configure?.Invoke(options);
        }).AddAspNetCore(),
        app => app.MapWeChatMini());

    private void Set(string name, string value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    private sealed class FileShare : IAccessTokenShare
    {
        public bool HasLease => true;

        public bool IsPerInstance => true;

        public ValueTask<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask WriteAsync(string key, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> TryLeaseAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}

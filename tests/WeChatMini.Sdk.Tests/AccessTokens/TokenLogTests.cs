using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.AccessTokens;

/// <summary>The log lines of access tokens say which mini-program they are about, as all others do.</summary>
public sealed class TokenLogTests
{
    [Theory]
    [InlineData("", "(default)")]
    [InlineData("club", "club")]
    public async Task Each_line_names_its_mini_program(string app, string label)
    {
        await using var weChat = FakeWeChat.Start();
        using var log = new LineLog();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(log));
        services.AddWeChatMini(app, options => (options.AppId, options.AppSecret, options.BaseAddress) = (weChat.AppId, "wrong", weChat.BaseAddress))
            .ShareAccessTokens(_ => new MemoryShare { Before = (_, _) => throw new TimeoutException("down") });
        await using var provider = services.BuildServiceProvider();
        var tokens = provider.GetRequiredService<IWeChatMiniClients>().Get(app).AccessTokens;

        await Assert.ThrowsAsync<WeChatException>(() => tokens.GetTokenAsync(TestContext.Current.CancellationToken).AsTask());

        Assert.Contains(log.Lines, line => line.StartsWith("No access token for " + label + ":", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.StartsWith("The shared token cache of " + label + " did not", StringComparison.Ordinal));
    }

    private sealed class LineLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}

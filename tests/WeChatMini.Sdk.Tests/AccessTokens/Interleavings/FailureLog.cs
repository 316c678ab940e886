using Microsoft.Extensions.Logging;

namespace WeChatMini.Sdk.Tests.AccessTokens.Interleavings;

/// <summary>Tells when a failed refresh was noted, which nobody may be waiting for.</summary>
internal sealed class FailureLog : ILoggerProvider, ILogger
{
    private readonly SemaphoreSlim _noted = new(0);

    public async Task NextAsync()
    {
        if (!await _noted.WaitAsync(TimeSpan.FromSeconds(30)))
        {
            throw new TimeoutException("A failed refresh was not logged.");
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (formatter(state, exception).Contains("40125", StringComparison.Ordinal))
        {
            _noted.Release();
        }
    }

    public void Dispose() => _noted.Dispose();
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WeChatMini.Sdk.Tests.Support;

/// <summary>Keeps every log line with its event and level.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string[] All => [.. _lines];

    public void Clear() => _lines.Clear();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel} {eventId.Id} {eventId.Name}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace WeChatMini.Sdk.Tests.Push;

/// <summary>Keeps the library's own lines, with their numbers.</summary>
internal sealed class LogCollector : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public string[] Take()
    {
        var lines = _lines.ToArray();
        _lines.Clear();
        return lines;
    }

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName == "WeChatMini.Sdk" ? _lines : null);

    public void Dispose()
    {
    }

    private sealed class Writer(ConcurrentQueue<string>? lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => lines is not null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines?.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{eventId.Id} {formatter(state, exception)}"));
    }
}

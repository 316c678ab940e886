using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WeChatMini.Sdk.AspNetCore.Tests.Support;

/// <summary>Keeps every log line with its exception.</summary>
public sealed class LogSink : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();
    private readonly ConcurrentQueue<(string Text, TaskCompletionSource Seen)> _awaited = new();

    public IReadOnlyList<string> All => [.. _lines.Select(line => line.Text)];

    public IReadOnlyList<string> Errors => [.. _lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text)];

    /// <summary>Waits for a line that has a text; also one that is there already.</summary>
    public Task WaitForAsync(string text, CancellationToken cancellationToken)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited.Enqueue((text, seen));
        foreach (var line in All)
        {
            Notify(line);
        }

        return seen.Task.WaitAsync(cancellationToken);
    }

    public ILogger CreateLogger(string categoryName) => new Sink(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(LogLevel level, string text)
    {
        _lines.Enqueue((level, text));
        Notify(text);
    }

    private void Notify(string line)
    {
        foreach (var (text, seen) in _awaited)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                seen.TrySetResult();
            }
        }
    }

    private sealed class Sink(LogSink owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Add(logLevel, $"{category}: {formatter(state, exception)} {exception}");
    }
}

using Microsoft.Extensions.Logging;

namespace SessionStores;

/// <summary>Keeps the exceptions that the library logs, which callers never see.</summary>
internal sealed class FailureLog : ILoggerProvider, ILogger
{
    private readonly List<Exception> _exceptions = [];

    /// <summary>Gets the exceptions so far, oldest first.</summary>
    public IReadOnlyList<Exception> Exceptions
    {
        get
        {
            lock (_exceptions)
            {
                return [.. _exceptions];
            }
        }
    }

    /// <summary>Says what was logged last, for the message of a test that failed.</summary>
    public override string ToString() => Exceptions is [.., var last] ? $"The last failure that was logged: {last}" : "No failure was logged.";

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null)
        {
            lock (_exceptions)
            {
                _exceptions.Add(exception);
            }
        }
    }

    public void Dispose()
    {
    }
}

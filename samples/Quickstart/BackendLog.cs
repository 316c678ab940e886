using WeChatMini.Sdk.Diagnostics;

namespace Quickstart;

/// <summary>The backend's log, as part of the story: only what went wrong, a line each.</summary>
internal sealed class BackendLog : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Screen.Fact("    the backend's log", $"[{eventId.Id}] {formatter(state, exception)}{(exception is null ? "" : " " + exception.Message)}");

    public void Dispose()
    {
    }

    /// <summary>Puts it in place of all others.</summary>
    public static void Replace(ILoggingBuilder logging) =>
        logging.ClearProviders().AddProvider(new BackendLog()).SetMinimumLevel(LogLevel.None).AddFilter(WeChatMiniDiagnostics.ActivitySourceName, LogLevel.Error);
}

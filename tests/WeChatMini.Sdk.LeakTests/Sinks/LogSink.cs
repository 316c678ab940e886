using Microsoft.Extensions.Logging;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>A logging provider at Trace, as structured loggers are: message, values, scopes and the exception as an object.</summary>
internal sealed class LogSink(Recording recording) : ILoggerProvider, ISupportExternalScope
{
    public const string Message = "ILogger message";
    public const string State = "ILogger state values";
    public const string Scope = "ILogger scopes";
    public const string Thrown = "ILogger exception";

    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(LogSink sink, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => sink._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            sink.Record(category, eventId, state, exception, formatter(state, exception));
        }
    }

    private void Record(string category, EventId eventId, object? state, Exception? exception, string message)
    {
        recording.Add(Message, category, message, eventId.Name);
        recording.AddObject(State, category, state, 3);
        _scopes.ForEachScope((scope, _) => recording.AddObject(Scope, category, scope, 3), 0);
        if (exception is not null)
        {
            recording.AddObject(Thrown, category, exception);
            recording.Add(Thrown, category, exception.ToString());
        }
    }
}

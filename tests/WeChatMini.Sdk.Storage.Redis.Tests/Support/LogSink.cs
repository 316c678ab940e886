using System.Text;
using Microsoft.Extensions.Logging;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Support;

/// <summary>Keeps all that is logged, exceptions with everything in them.</summary>
internal sealed class LogSink : ILoggerProvider, ILogger
{
    private readonly StringBuilder _text = new();

    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_text)
        {
            _text.Append(formatter(state, exception)).Append('\n').Append(exception).Append('\n');
            for (var cause = exception; cause is not null; cause = cause.InnerException)
            {
                foreach (var key in cause.Data.Keys)
                {
                    _text.Append(key).Append('=').Append(cause.Data[key]).Append('\n');
                }
            }
        }
    }

    public void Dispose()
    {
    }
}

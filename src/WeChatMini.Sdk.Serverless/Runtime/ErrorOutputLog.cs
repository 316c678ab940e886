using Microsoft.Extensions.Logging;

namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>Warnings and errors on the standard error output, which every function host keeps.</summary>
internal sealed class ErrorOutputLog : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Console.Error.WriteLine(exception is null ? $"{logLevel} {eventId.Id}: {formatter(state, null)}" : $"{logLevel} {eventId.Id}: {formatter(state, exception)}{Environment.NewLine}{exception}");
        }
    }
}

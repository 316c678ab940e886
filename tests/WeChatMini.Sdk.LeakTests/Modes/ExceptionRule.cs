using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk.LeakTests.Modes;

/// <summary>Gate G3: which exceptions may leave the public API.</summary>
internal static class ExceptionRule
{
    private static readonly string[] Foreign = ["Refit", "Polly", "System.Net", "System.Data", "Microsoft.Data", "System.Text.Json", "System.Security", "StackExchange", "Npgsql", "MySqlConnector"];

    /// <summary>Says what is wrong with an exception; null when it may leave.</summary>
    /// <param name="exception">What the caller caught.</param>
    /// <param name="cancelled">Whether the caller's own token was cancelled.</param>
    public static string? Violation(Exception exception, bool cancelled) => exception switch
    {
        WeChatException { InnerException: null } => null,
        WeChatException { Kind: WeChatErrorKind.Busy } failure when failure.Message.StartsWith("The application's login handler failed", StringComparison.Ordinal) => ForeignIn(failure),
        WeChatException failure => $"has an inner {failure.InnerException!.GetType()}",
        OperationCanceledException { InnerException: { } inner } => $"has an inner {inner.GetType()}",
        OperationCanceledException => cancelled ? null : "is a cancellation that the caller did not ask for",
        ArgumentException { InnerException: null } => null,
        _ => $"is a {exception.GetType()}",
    };

    /// <summary>
    /// The same for a call through a client of the application's own: its Refit wraps our exception, its <see cref="HttpClient"/> a
    /// body that breaks off, and its reader may not understand an answer.
    /// </summary>
    public static string? ViolationOfApi(Exception exception, bool cancelled) => exception switch
    {
        global::Refit.ApiRequestException { InnerException: { } inner } => Violation(inner, cancelled),
        global::Refit.ApiException { InnerException: null or System.Text.Json.JsonException } => null,
        global::Refit.ApiException { InnerException: { } inner } => ViolationOfApi(inner, cancelled),
        System.Text.Json.JsonException => null,
        OperationCanceledException { InnerException: { } inner } when cancelled => ViolationOfApi(inner, cancelled),
        HttpRequestException { InnerException: IOException { InnerException: null } } => null,
        IOException { InnerException: null } when exception.GetType() == typeof(IOException) => null,
        _ => Violation(exception, cancelled),
    };

    private static string? ForeignIn(Exception exception)
    {
        for (var link = exception; link is not null; link = link.InnerException)
        {
            if (Foreign.Any(name => link.GetType().Namespace?.StartsWith(name, StringComparison.Ordinal) == true))
            {
                return $"has a {link.GetType()} in its chain";
            }
        }

        return null;
    }
}

using WeChatMini.Sdk.Serverless.Events;

namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>What the events are for: ASP.NET Core, or handlers.</summary>
internal interface IFunctionApplication
{
    /// <summary>Whether events that are no HTTP request have somebody to go to.</summary>
    bool HandlesEvents { get; }

    /// <summary>Answers a request. Failures of the application are an answer with 500, too.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="aborted"/> was cancelled.</exception>
    Task<EventAnswer> ServeAsync(HttpEvent request, Invocation invocation, CancellationToken aborted);

    /// <summary>Handles any other event.</summary>
    Task HandleAsync(Invocation invocation, CancellationToken aborted);
}

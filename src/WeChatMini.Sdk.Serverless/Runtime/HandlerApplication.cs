using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Serverless.Events;

namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>Events straight onto handlers.</summary>
internal sealed class HandlerApplication(FunctionHandlers handlers, FunctionHostKind host, ILogger log) : IFunctionApplication
{
    public bool HandlesEvents => handlers.OnEvent is not null;

    public async Task<EventAnswer> ServeAsync(HttpEvent request, Invocation invocation, CancellationToken aborted)
    {
        try
        {
            var described = new MiniRequest(request.Method, request.Path, request.Headers, request.Body)
            {
                Query = request.Query.Length > 0 ? request.Query : null,
                RemoteAddress = request.RemoteAddress,
                Deadline = invocation.Deadline,
            };
            return EventAnswer.Of(await handlers.OnRequest(described, aborted).ConfigureAwait(false));
        }
        catch (Exception cause) when (cause is not OperationCanceledException || !aborted.IsCancellationRequested)
        {
            log.RequestFailed(invocation.RequestId, cause);
            return new EventAnswer(500, [], default);
        }
    }

    public async Task HandleAsync(Invocation invocation, CancellationToken aborted)
    {
        if (handlers.OnEvent is { } handle)
        {
            await handle(new FunctionEvent(host, invocation.RequestId, invocation.Body, invocation.Deadline), aborted).ConfigureAwait(false);
        }
    }
}

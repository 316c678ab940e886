using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Serverless.Runtime;

namespace WeChatMini.Sdk.Serverless.AspNetCore;

/// <summary>What <c>MapFunctionEvent</c> was given.</summary>
internal sealed class FunctionEventHandler(IServiceScopeFactory scopes)
{
    private Func<FunctionEvent, CancellationToken, Task>? _handle;

    public bool IsSet => _handle is not null;

    public void Set(Func<FunctionEvent, CancellationToken, Task> handle)
    {
        if (Interlocked.CompareExchange(ref _handle, handle, null) is not null)
        {
            throw new InvalidOperationException("MapFunctionEvent was called twice. Decide in one handler, by the event's JSON.");
        }
    }

    public async Task HandleAsync(FunctionHostKind host, Invocation invocation, CancellationToken aborted)
    {
        if (_handle is { } handle)
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                await handle(new FunctionEvent(host, invocation.RequestId, invocation.Body, invocation.Deadline, scope.ServiceProvider), aborted).ConfigureAwait(false);
            }
        }
    }
}

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Serverless.Events;
using WeChatMini.Sdk.Serverless.Runtime;

namespace WeChatMini.Sdk.Serverless.AspNetCore;

/// <summary>Events onto an ASP.NET Core application.</summary>
internal sealed class WebApplicationEvents<TContext>(IHttpApplication<TContext> application, FunctionEventHandler events, FunctionHostKind host, ILogger log) : IFunctionApplication
    where TContext : notnull
{
    public bool HandlesEvents => events.IsSet;

    public async Task<EventAnswer> ServeAsync(HttpEvent request, Invocation invocation, CancellationToken aborted)
    {
        using var exchange = new EventExchange(request, invocation, host, aborted);
        var context = application.CreateContext(exchange.Features);
        Exception? failure = null;
        try
        {
            await application.ProcessRequestAsync(context).ConfigureAwait(false);
            var answer = await exchange.CompleteAsync().ConfigureAwait(false);
            return exchange.IsTooLarge ? EventAnswer.TooLarge(invocation, log) : answer;
        }
        catch (Exception) when (exchange.IsTooLarge)
        {
            // The application was told to stop writing.
            return EventAnswer.TooLarge(invocation, log);
        }
        catch (Exception cause)
        {
            failure = cause;
            aborted.ThrowIfCancellationRequested();
            log.RequestFailed(invocation.RequestId, cause);

            // As Kestrel has it: the application's own pages for errors are middleware's.
            return new EventAnswer(500, [], default);
        }
        finally
        {
            // Before the answer goes out: after it the process may be frozen.
            await exchange.EndAsync(log).ConfigureAwait(false);
            application.DisposeContext(context, failure);
        }
    }

    public Task HandleAsync(Invocation invocation, CancellationToken aborted) => events.HandleAsync(host, invocation, aborted);
}

using System.Text.Json;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Serverless.Events;

namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>Turns one event into what is to be told to the host: an answer, or a failure.</summary>
internal sealed class InvocationRunner(IFunctionApplication application, FunctionHostKind host, TimeProvider clock, ILogger log)
{
    /// <summary>The answer to an event that was no HTTP request and was handled: any JSON will do.</summary>
    private static readonly byte[] Handled = "null"u8.ToArray();

    public async Task<Outcome> RunAsync(Invocation invocation)
    {
        using var limit = new TimeLimit(invocation.Deadline, clock);
        EventFormat? format;
        HttpEvent? request;
        try
        {
            using var json = JsonDocument.Parse(invocation.Body);
            format = EventFormat.Of(json.RootElement, host);
            request = format?.Read(json.RootElement);
        }
        catch (Exception cause) when (cause is JsonException or FormatException or InvalidOperationException)
        {
            log.EventUnparsable(invocation.RequestId, invocation.Body.Length);
            return new(FunctionFailure.Unparsable());
        }

        return format is null || request is null
            ? await HandleAsync(invocation, limit).ConfigureAwait(false)
            : new((await ServeAsync(request, invocation, limit).ConfigureAwait(false)).ToJson(format, invocation, log));
    }

    private async Task<EventAnswer> ServeAsync(HttpEvent request, Invocation invocation, TimeLimit limit)
    {
        var work = application.ServeAsync(request, invocation, limit.Aborted);
        if (await limit.WaitAsync(work).ConfigureAwait(false) && !work.IsCanceled)
        {
            if (work.Exception?.InnerException is not { } cause)
            {
                return await work.ConfigureAwait(false);
            }

            // Around the application, not in it: no reason to end the process, whose next event may fare better.
            log.RequestFailed(invocation.RequestId, cause);
            return new EventAnswer(500, [], default);
        }

        log.OutOfTime(invocation.RequestId);
        return EventAnswer.Of(Problems.OutOfTime());
    }

    private async Task<Outcome> HandleAsync(Invocation invocation, TimeLimit limit)
    {
        if (!application.HandlesEvents)
        {
            log.EventUnmapped(invocation.RequestId);
            return new(FunctionFailure.Unmapped());
        }

        var work = application.HandleAsync(invocation, limit.Aborted);
        if (!await limit.WaitAsync(work).ConfigureAwait(false) || work.IsCanceled)
        {
            log.OutOfTime(invocation.RequestId);
            return new(FunctionFailure.OutOfTime());
        }

        if (work.Exception?.InnerException is { } cause)
        {
            log.EventFailed(invocation.RequestId, cause);
            return new(FunctionFailure.OfHandler(cause));
        }

        return new(Handled);
    }
}

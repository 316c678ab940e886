using System.Net;
using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Serverless.Runtime;

namespace WeChatMini.Sdk.Serverless.AspNetCore;

/// <summary>
/// Timers and queues of Azure Functions: its host posts them to a custom handler under the function's name, beside the requests
/// (azure-docs, functions-custom-handlers). Only the functions of <c>WECHATMINI_AZURE_EVENTS</c> are taken for such; a request from
/// outside that uses such a path is 404.
/// </summary>
internal sealed class AzureEvents(IReadOnlySet<string> functions) : IStartupFilter
{
    private const string Setting = "WECHATMINI_AZURE_EVENTS";
    private const string InvocationId = "X-Azure-Functions-InvocationId";

    /// <summary>The answer that the host expects of a function without output bindings.</summary>
    private static readonly byte[] Done = """{"Outputs":{},"Logs":[],"ReturnValue":null}"""u8.ToArray();

    /// <summary>The largest event that is read: 1 MB, more than a queue message or a timer can be.</summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>What the front end adds to every request from outside, and the host to none of its own.</summary>
    private static readonly string[] OutsideSigns = ["X-Forwarded-For", "X-Forwarded-Host", "X-Original-URL", "X-ARR-SSL", "X-ARR-LOG-ID", "Forwarded"];

    public static AzureEvents? Of(Func<string, string?> variable) =>
        variable(Setting)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } names
            ? new AzureEvents(names.ToHashSet(StringComparer.OrdinalIgnoreCase))
            : null;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(ServeAsync);
        next(app);
    };

    private Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value;
        if (path is not { Length: > 1 } || !functions.Contains(path[1..].TrimEnd('/')))
        {
            return next(context);
        }

        if (context.Request.Method != HttpMethods.Post || IsFromOutside(context))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return HandleAsync(context);
    }

    private static bool IsFromOutside(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address) || OutsideSigns.Any(context.Request.Headers.ContainsKey);

    private static async Task HandleAsync(HttpContext context)
    {
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(RuntimeLog.Category);
        var events = context.RequestServices.GetRequiredService<FunctionEventHandler>();
        var id = context.Request.Headers[InvocationId].ToString();
        var body = await context.Request.BodyReader.ReadAtLeastAsync(MaxBytes + 1, context.RequestAborted).ConfigureAwait(false);
        if (body.Buffer.Length > MaxBytes || !events.IsSet)
        {
            if (!events.IsSet)
            {
                log.EventUnmapped(id);
            }

            context.Response.StatusCode = events.IsSet ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status500InternalServerError;
            return;
        }

        var invocation = new Invocation(id, System.Buffers.BuffersExtensions.ToArray(body.Buffer), Deadline: null);
        context.Request.BodyReader.AdvanceTo(body.Buffer.End);
        try
        {
            await events.HandleAsync(FunctionHostKind.AzureFunctions, invocation, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is not OperationCanceledException || !context.RequestAborted.IsCancellationRequested)
        {
            log.EventFailed(id, cause);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        context.Response.ContentType = MediaTypeNames.Application.Json;
        await context.Response.Body.WriteAsync(Done, context.RequestAborted).ConfigureAwait(false);
    }
}

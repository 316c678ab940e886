using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace FunctionHosts;

/// <summary>Tencent SCF's custom runtime API. Its rules, with where they are from, are in README.md beside this file.</summary>
internal sealed class ScfStandIn : RuntimeStandIn
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the function has said that it is ready.</summary>
    public Task Ready => _ready.Task;

    public override IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["SCF_RUNTIME_API"] = "127.0.0.1",
        ["SCF_RUNTIME_API_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
        ["_HANDLER"] = "index.main_handler",
    };

    protected override async Task ServeAsync(HttpContext context)
    {
        switch ((context.Request.Method, context.Request.Path.Value))
        {
            case ("POST", "/runtime/init/ready"):
                _ready.TrySetResult();
                break;
            case ("GET", "/runtime/invocation/next") when _ready.Task.IsCompleted:
                await NextAsync(context, pending =>
                {
                    context.Response.Headers["request_id"] = pending.Id;
                    context.Response.Headers["memory_limit_in_mb"] = "128";
                    context.Response.Headers["time_limit_in_ms"] = ((long)pending.Limit.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
                });
                break;
            case ("POST", "/runtime/invocation/response"):
                var answer = await ReadAsync(context);
                context.Response.StatusCode = answer.Length > MaxBytes ? 413 : Finish(id: null, new EventResult(EventOutcome.Answered, answer)) ? 200 : 400;
                break;
            case ("POST", "/runtime/invocation/error"):
                context.Response.StatusCode = Finish(id: null, new EventResult(EventOutcome.Failed, await ReadAsync(context))) ? 200 : 400;
                break;
            default:
                context.Response.StatusCode = 404;
                break;
        }
    }
}

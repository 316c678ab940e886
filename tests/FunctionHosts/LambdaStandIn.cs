using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace FunctionHosts;

/// <summary>AWS Lambda's runtime API. Its rules, with where they are from, are in README.md beside this file.</summary>
internal sealed class LambdaStandIn(int pollers = 1) : RuntimeStandIn
{
    private const string Root = "/2018-06-01/runtime/";

    private readonly TaskCompletionSource<EventResult> _startFailure = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the function said when it could not start.</summary>
    public Task<EventResult> StartFailure => _startFailure.Task;

    public override IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["AWS_LAMBDA_RUNTIME_API"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}"),
        ["AWS_LAMBDA_FUNCTION_NAME"] = "login",
        ["_HANDLER"] = "bootstrap",
        ["LAMBDA_TASK_ROOT"] = "/var/task",
        ["AWS_LAMBDA_MAX_CONCURRENCY"] = pollers == 1 ? "" : pollers.ToString(CultureInfo.InvariantCulture),
    };

    protected override async Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == Root + "invocation/next" && HttpMethods.IsGet(context.Request.Method))
        {
            await NextAsync(context, pending =>
            {
                context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = pending.Id;
                context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = pending.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
                context.Response.Headers["Lambda-Runtime-Trace-Id"] = "Root=1-67891233-abcdef012345678912345678";
                context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:eu-west-1:123456789012:function:login";
            });
            return;
        }

        if (!HttpMethods.IsPost(context.Request.Method) || !path.StartsWith(Root, StringComparison.Ordinal))
        {
            await AnswerAsync(context, 404, "{}");
            return;
        }

        var body = await ReadAsync(context);
        var type = context.Request.Headers["Lambda-Runtime-Function-Error-Type"].ToString();
        switch (path[Root.Length..].Split('/'))
        {
            case ["init", "error"]:
                _startFailure.TrySetResult(new EventResult(EventOutcome.Failed, body, type));
                await AnswerAsync(context, 202, """{"status":"OK"}""");
                break;
            case ["invocation", var id, "response"] when body.Length > MaxBytes:
                Finish(id, new EventResult(EventOutcome.Failed, [], "Function.ResponseSizeTooLarge"));
                await AnswerAsync(context, 413, """{"errorMessage":"Exceeded maximum allowed payload size (6291556 bytes).","errorType":"RequestEntityTooLarge"}""");
                break;
            case ["invocation", var id, "response"]:
                await TakeAsync(context, id, new EventResult(EventOutcome.Answered, body));
                break;
            case ["invocation", var id, "error"]:
                await TakeAsync(context, id, new EventResult(EventOutcome.Failed, body, type));
                break;
            default:
                await AnswerAsync(context, 404, "{}");
                break;
        }
    }

    private Task TakeAsync(HttpContext context, string id, EventResult result) => Finish(id, result)
        ? AnswerAsync(context, 202, """{"status":"OK"}""")
        : AnswerAsync(context, 400, """{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}""");
}

using System.Globalization;
using System.Net;

namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>AWS Lambda's runtime API, version 2018-06-01 (docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).</summary>
internal sealed class LambdaRuntimeApi : IRuntimeApi
{
    private const string Root = "2018-06-01/runtime/";
    private const string Variable = "AWS_LAMBDA_RUNTIME_API";
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";

    /// <summary>The latest deadline that can be told apart from nonsense: the end of the year 9999, in milliseconds.</summary>
    private const long LastMoment = 253_402_300_799_999;

    private readonly RuntimeChannel _channel;

    /// <exception cref="InvalidOperationException">A variable of the host is missing or wrong.</exception>
    public LambdaRuntimeApi(Func<string, string?> variable)
    {
        _channel = new RuntimeChannel(variable(Variable) is { Length: > 0 } authority ? authority : throw new InvalidOperationException($"{Variable} is not set: this is no AWS Lambda function."), Variable);

        // Set on managed instances only; everywhere else one process works on one event at a time.
        Pollers = int.TryParse(variable("AWS_LAMBDA_MAX_CONCURRENCY"), NumberStyles.None, CultureInfo.InvariantCulture, out var many) && many > 0 ? many : 1;
    }

    public FunctionHostKind Host => FunctionHostKind.Lambda;

    public int Pollers { get; }

    /// <summary>Lambda takes the first request for an event as the sign.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        using var answer = await _channel.GetAsync(Root + "invocation/next", cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.InternalServerError)
        {
            // Documented as: non-recoverable, the runtime should exit promptly.
            throw new RuntimeApiLostException("Lambda's runtime API answered 500, which asks this process to end.");
        }

        if (answer.StatusCode != HttpStatusCode.OK || answer.Text("Lambda-Runtime-Aws-Request-Id") is not { Length: > 0 } id)
        {
            throw new HttpRequestException($"Lambda's runtime API answered {(int)answer.StatusCode} instead of an event.");
        }

        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        DateTimeOffset? deadline = answer.Number("Lambda-Runtime-Deadline-Ms") is { } end and <= LastMoment ? DateTimeOffset.FromUnixTimeMilliseconds(end) : null;
        var trace = answer.Text("Lambda-Runtime-Trace-Id");
        if (Pollers == 1)
        {
            // Where tracing libraries look for it. With several events at once there is no one right value.
            Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", trace);
        }

        return new Invocation(id, body, deadline, trace);
    }

    public async Task<bool> AnswerAsync(Invocation invocation, ReadOnlyMemory<byte> answer) =>
        await _channel.PostAsync(Of(invocation, "response"), answer, CancellationToken.None).ConfigureAwait(false) == (int)HttpStatusCode.Accepted;

    public async Task<bool> FailAsync(Invocation invocation, FunctionFailure failure) =>
        await _channel.PostAsync(Of(invocation, "error"), failure.ToJson(), CancellationToken.None, (ErrorTypeHeader, failure.Type)).ConfigureAwait(false) == (int)HttpStatusCode.Accepted;

    public Task FailStartAsync(FunctionFailure failure) => _channel.PostAsync(Root + "init/error", failure.ToJson(), CancellationToken.None, (ErrorTypeHeader, failure.Type));

    public void Dispose() => _channel.Dispose();

    private static string Of(Invocation invocation, string what) => $"{Root}invocation/{Uri.EscapeDataString(invocation.RequestId)}/{what}";
}

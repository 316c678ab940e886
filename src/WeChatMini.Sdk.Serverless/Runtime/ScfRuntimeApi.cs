using System.Net;

namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>Tencent SCF's custom runtime API (cloud.tencent.com/document/product/583/47274). It has one event at a time and no id in its paths.</summary>
internal sealed class ScfRuntimeApi : IRuntimeApi
{
    private const string Root = "runtime/";
    private const string HostVariable = "SCF_RUNTIME_API";
    private const string PortVariable = "SCF_RUNTIME_API_PORT";

    /// <summary>No function runs longer: 24 hours, more than any limit that SCF documents.</summary>
    private const long LongestRun = 86_400_000;

    private readonly RuntimeChannel _channel;
    private readonly TimeProvider _clock;

    /// <exception cref="InvalidOperationException">A variable of the host is missing or wrong.</exception>
    public ScfRuntimeApi(Func<string, string?> variable, TimeProvider clock)
    {
        var host = variable(HostVariable);
        if (string.IsNullOrEmpty(host))
        {
            throw new InvalidOperationException($"{HostVariable} is not set: this is no event function of Tencent SCF with a custom runtime.");
        }

        var port = variable(PortVariable);
        _channel = new RuntimeChannel(string.IsNullOrEmpty(port) ? host : $"{host}:{port}", $"{HostVariable} with {PortVariable}");
        _clock = clock;
    }

    public FunctionHostKind Host => FunctionHostKind.TencentScf;

    public int Pollers => 1;

    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        var status = await _channel.PostAsync(Root + "init/ready", " "u8.ToArray(), cancellationToken).ConfigureAwait(false);
        if (status is < 200 or > 299)
        {
            throw new HttpRequestException($"SCF's runtime API answered {status} to the word that the function is ready.");
        }
    }

    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        using var answer = await _channel.GetAsync(Root + "invocation/next", cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new HttpRequestException($"SCF's runtime API answered {(int)answer.StatusCode} instead of an event.");
        }

        // The limit counts from when the event is handed over.
        var now = _clock.GetUtcNow();
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        DateTimeOffset? deadline = answer.Number("time_limit_in_ms") is { } limit and > 0 and <= LongestRun ? now.AddMilliseconds(limit) : null;
        return new Invocation(answer.Text("request_id") ?? "", body, deadline);
    }

    public Task<bool> AnswerAsync(Invocation invocation, ReadOnlyMemory<byte> answer) => TakenAsync("invocation/response", answer);

    public Task<bool> FailAsync(Invocation invocation, FunctionFailure failure) => TakenAsync("invocation/error", failure.ToJson());

    /// <summary>SCF has no call for it: it sees that the process ends before it was ready.</summary>
    public Task FailStartAsync(FunctionFailure failure) => Task.CompletedTask;

    public void Dispose() => _channel.Dispose();

    private async Task<bool> TakenAsync(string path, ReadOnlyMemory<byte> body) =>
        await _channel.PostAsync(Root + path, body, CancellationToken.None).ConfigureAwait(false) is >= 200 and <= 299;
}

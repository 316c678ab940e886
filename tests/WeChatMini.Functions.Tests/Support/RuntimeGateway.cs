using System.Text;

namespace WeChatMini.Functions.Tests.Support;

/// <summary>A gateway before a runtime API.</summary>
internal sealed class RuntimeGateway(RuntimeStandIn runtime, Func<GatewayRequest, byte[]> pack, bool decodes = true) : Gateway
{
    /// <summary>The time limit of the samples.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public override IReadOnlyDictionary<string, string> Variables => runtime.Variables;

    public static RuntimeGateway LambdaRest() => new(new LambdaStandIn(), LambdaEvents.Rest);

    public static RuntimeGateway LambdaHttp() => new(new LambdaStandIn(), request => LambdaEvents.Http(request, base64: false));

    public static RuntimeGateway LambdaUrl() => new(new LambdaStandIn(), request => LambdaEvents.Http(request, base64: true));

    public static RuntimeGateway ScfUrl() => new(new ScfStandIn(), ScfEvents.Url, decodes: false);

    public static RuntimeGateway ScfGateway() => new(new ScfStandIn(), ScfEvents.Gateway);

    public override Task StartAsync() => runtime.StartAsync();

    public override Task<Answer> SendAsync(GatewayRequest request) => SendAsync(request, limit: null);

    public async Task<Answer> SendAsync(GatewayRequest request, TimeSpan? limit)
    {
        var result = await InvokeAsync(pack(request), limit);
        return result.Outcome == EventOutcome.Answered
            ? Unpack(result.Body, decodes)
            : new Answer(502, new Dictionary<string, string>(), Encoding.UTF8.GetBytes($"{result.Outcome} {result.ErrorType} {Encoding.UTF8.GetString(result.Body)}"));
    }

    public Task<EventResult> InvokeAsync(byte[] body, TimeSpan? limit = null) => runtime.InvokeAsync(body, limit ?? Limit);

    public override ValueTask DisposeAsync() => runtime.DisposeAsync();
}

namespace WeChatMini.Functions.Tests.Support;

/// <summary>Azure Functions, forwarding or proxying.</summary>
internal sealed class AzureGateway(bool proxies) : Gateway
{
    private readonly AzureStandIn _host = new(proxies);

    public override IReadOnlyDictionary<string, string> Variables => _host.Variables;

    public override Task StartAsync() => Task.CompletedTask;

    public override Task ReadyAsync(FunctionProcess function) => _host.ReadyAsync(() => function.HasExited);

    public override async Task<Answer> SendAsync(GatewayRequest request) => await UnpackAsync(await _host.SendAsync(request));

    public async Task<Answer> TriggerAsync(string function, string json) => await UnpackAsync(await _host.TriggerAsync(function, json));

    public override ValueTask DisposeAsync()
    {
        _host.Dispose();
        return ValueTask.CompletedTask;
    }
}

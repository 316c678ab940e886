using System.Globalization;

namespace WeChatMini.Functions.Tests.Support;

/// <summary>A host that passes HTTP on as it is, to a port that it names.</summary>
/// <param name="variables">The host's variables, given the port.</param>
internal sealed class PortGateway(Func<int, IReadOnlyDictionary<string, string>> variables) : Gateway
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly int _port = FreePort.Find();

    public override IReadOnlyDictionary<string, string> Variables => variables(_port);

    /// <summary>CloudRun, and whoever else sets a port, such as the Lambda Web Adapter.</summary>
    public static PortGateway CloudRun() => new(port => new Dictionary<string, string> { ["PORT"] = Text(port) });

    /// <summary>An ordinary server, where nothing of the host is there.</summary>
    public static PortGateway Plain() => new(port => new Dictionary<string, string> { ["ASPNETCORE_URLS"] = "http://127.0.0.1:" + Text(port) });

    public override Task StartAsync() => Task.CompletedTask;

    public override Task ReadyAsync(FunctionProcess function) => AzureStandIn.ReadyAsync(_http, _port, () => function.HasExited);

    public override async Task<Answer> SendAsync(GatewayRequest request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri($"http://127.0.0.1:{_port}{request.Target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        message.Content = new ByteArrayContent(request.Body);
        foreach (var (name, value) in request.Headers)
        {
            _ = message.Headers.TryAddWithoutValidation(name, value) || message.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return await UnpackAsync(await _http.SendAsync(message));
    }

    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}

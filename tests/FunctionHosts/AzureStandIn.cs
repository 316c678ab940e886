using System.Globalization;
using System.Text;

namespace FunctionHosts;

/// <summary>The host of Azure Functions before a custom handler. Its rules, with where they are from, are in README.md beside this file.</summary>
/// <param name="proxies">Whether requests are proxied, rather than forwarded.</param>
internal sealed class AzureStandIn(bool proxies) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    public int Port { get; } = FreePort.Find();

    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["FUNCTIONS_CUSTOMHANDLER_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
        ["FUNCTIONS_HTTPWORKER_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
        ["FUNCTIONS_WORKER_RUNTIME"] = "Custom",
    };

    /// <summary>Asks until there is any answer, as the host does before it sends anything.</summary>
    public static async Task ReadyAsync(HttpClient http, int port, Func<bool> hasExited)
    {
        var until = DateTimeOffset.UtcNow + Patience;
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/"));
                return;
            }
            catch (HttpRequestException) when (!hasExited() && DateTimeOffset.UtcNow < until)
            {
                await Task.Delay(20);
            }
        }
    }

    public Task ReadyAsync(Func<bool> hasExited) => ReadyAsync(_http, Port, hasExited);

    /// <summary>Passes a request from outside on.</summary>
    public Task<HttpResponseMessage> SendAsync(GatewayRequest request)
    {
        var message = Message(request.Method, request.Target);
        if (request.Body.Length > 0)
        {
            message.Content = new ByteArrayContent(request.Body);
        }

        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content ??= new ByteArrayContent([]);
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (proxies)
        {
            message.Headers.Add("X-Forwarded-For", LambdaEvents.RemoteAddress);
            message.Headers.Add("X-Forwarded-Proto", "https");
            message.Headers.Host = "login.azurewebsites.net";
        }

        return _http.SendAsync(message);
    }

    /// <summary>Calls a function that is not triggered by HTTP.</summary>
    public Task<HttpResponseMessage> TriggerAsync(string function, string json)
    {
        var message = Message("POST", "/" + function);
        message.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return _http.SendAsync(message);
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Message(string method, string target)
    {
        var message = new HttpRequestMessage(new HttpMethod(method), new Uri($"http://127.0.0.1:{Port}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        message.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        message.Headers.Add("X-Azure-Functions-HostVersion", "4.1000.0");
        return message;
    }
}

using WeChatMini.Sdk.Endpoint;

namespace WeChatMini.Sdk.Serverless;

/// <summary>What a function without ASP.NET Core does with its events.</summary>
public sealed class FunctionHandlers
{
    /// <summary>
    /// Gets or sets what answers HTTP requests, such as <c>weChat.Endpoint.HandleAsync</c>. An exception is logged and answered
    /// with a bare 500. The token is cancelled 300 ms before the host's deadline.
    /// </summary>
    public required Func<MiniRequest, CancellationToken, ValueTask<MiniResponse>> OnRequest { get; init; }

    /// <summary>Gets or sets what handles every other event, such as a timer; null, the default, to report such events to the host as failed.</summary>
    public Func<FunctionEvent, CancellationToken, Task>? OnEvent { get; init; }
}

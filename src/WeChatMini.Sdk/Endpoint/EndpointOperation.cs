using WeChatMini.Sdk.Push;

namespace WeChatMini.Sdk.Endpoint;

/// <summary>One call of the contract: its path below the prefix, its method, and what serves it.</summary>
internal sealed record EndpointOperation(string Path, string Method, Func<WeChatMiniClient, MiniRequest, CancellationToken, ValueTask<MiniResponse>> Serve)
{
    /// <summary>The one path that WeChat calls itself, and whose body is read after its signature was checked.</summary>
    public const string PushPath = "/push";

    public static IReadOnlyList<EndpointOperation> All { get; } =
    [
        new("/login", "POST", EndpointOperations.LoginAsync),
        new("/session", "GET", EndpointOperations.SessionAsync),
        new("/logout", "POST", EndpointOperations.LogoutAsync),
        new(PushPath, "GET", PushOperations.CheckAsync),
        new(PushPath, "POST", PushOperations.DeliverAsync),
    ];

    /// <summary>Whether the mini-program has this call.</summary>
    public bool IsServed(WeChatMiniClient client) => Path != PushPath || PushOperations.IsServed(client);
}

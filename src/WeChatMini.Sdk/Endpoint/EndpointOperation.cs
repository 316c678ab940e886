namespace WeChatMini.Sdk.Endpoint;

/// <summary>One call of the contract: its path below the prefix, its method, and what serves it.</summary>
internal sealed record EndpointOperation(string Path, string Method, Func<WeChatMiniClient, MiniRequest, CancellationToken, ValueTask<MiniResponse>> Serve)
{
    public static IReadOnlyList<EndpointOperation> All { get; } =
    [
        new("/login", "POST", EndpointOperations.LoginAsync),
        new("/session", "GET", EndpointOperations.SessionAsync),
        new("/logout", "POST", EndpointOperations.LogoutAsync),
    ];
}

namespace WeChatMini.Sdk.AspNetCore.Authentication;

/// <summary>Metadata: whose sessions an endpoint looks at. Null for the endpoints of the contract, which look for themselves.</summary>
internal sealed record SessionScope(string? App)
{
    /// <summary>Says whether a scheme that runs for every request has anything to find here; if not, it must not cost a call to the store.</summary>
    public static bool Includes(HttpEndpoint? endpoint, string app)
    {
        var scopes = endpoint?.Metadata.GetOrderedMetadata<SessionScope>() ?? [];
        return scopes.Count == 0 || scopes.Any(scope => scope.App == app);
    }
}

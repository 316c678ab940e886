namespace WeChatMini.Sdk.Endpoint;

/// <summary>The one place where a token is taken from a request. It is not read from anywhere else, least of all from the query.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>Returns the token of an <c>Authorization</c> header, or null when there is none.</summary>
    public static string? Of(string? header) =>
        header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
}

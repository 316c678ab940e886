using Microsoft.AspNetCore.Http;

namespace WeChatMini.Sdk.AspNetCore.Authentication;

/// <summary>Reads the token as the core's endpoint does.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }
}

using System.Buffers;

namespace WeChatMini.Sdk.Http;

/// <summary>The path of a call of a client with <c>AddWeChatMiniApi</c>, once it is certain that the call is for WeChat and brings no token.</summary>
internal static class CheckedPath
{
    private const string TokenParameter = "access_token=";

    /// <summary>Where nothing is escaped, which may be the token's name, and no dot goes upwards, the text of an address says what its properties do, which make a string each.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_-");

    private static readonly string Start = WeChatTransport.LogicalAddress.AbsoluteUri;

    /// <exception cref="InvalidOperationException">It goes elsewhere, or has a token.</exception>
    public static ReadOnlySpan<char> Of(HttpRequestMessage request)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } address)
        {
            throw Elsewhere();
        }

        var text = address.OriginalString.AsSpan();
        if (!text.StartsWith(Start, StringComparison.Ordinal))
        {
            return OfProperties(address);
        }

        var rest = text[(Start.Length - 1)..];
        var end = rest.IndexOfAnyExcept(Plain);
        return end < 0 ? rest
            : rest[end] != '?' || rest.Contains('%') ? OfProperties(address)
            : rest.Contains(TokenParameter, StringComparison.OrdinalIgnoreCase) ? throw HasToken()
            : rest[..end];
    }

    private static string OfProperties(Uri address) => address.Host != WeChatTransport.LogicalAddress.Host ? throw Elsewhere()
        : address.Query.Contains(TokenParameter, StringComparison.OrdinalIgnoreCase) ? throw HasToken()
        : address.AbsolutePath;

    private static InvalidOperationException Elsewhere() =>
        new($"A client of AddWeChatMiniApi calls WeChat only: leave its BaseAddress at {WeChatTransport.LogicalAddress} and use paths such as /wxa/msg_sec_check. Another host must not receive the token.");

    private static InvalidOperationException HasToken() => new("Leave access_token out of the address: AddWeChatMiniApi adds it where no log can see it.");
}

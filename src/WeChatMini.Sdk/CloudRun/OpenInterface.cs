using System.Text;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Http;

namespace WeChatMini.Sdk.CloudRun;

/// <summary>
/// CloudRun's open interface service: a call without a token, over plain HTTP, which the platform intercepts and authorises.
/// Whatever has a token or the AppSecret in it does not go there.
/// </summary>
internal static class OpenInterface
{
    /// <param name="client">The mini-program.</param>
    /// <param name="request">The request.</param>
    /// <param name="isSecret">Whether the call has parameters or a body that only the last hop may see.</param>
    /// <param name="cancellationToken">Ends the reading of the body.</param>
    /// <exception cref="WeChatException">The call is secret, or the application does not run in CloudRun, where such a call would be an open one on the internet.</exception>
    /// <exception cref="InvalidOperationException">The request holds the AppSecret.</exception>
    public static async Task<WeChatCall> CallAsync(WeChatMiniClient client, HttpRequestMessage request, bool isSecret, CancellationToken cancellationToken)
    {
        if (client.CloudRun is not { Tokens: CloudRunTokens.None } options)
        {
            throw new WeChatException(WeChatErrorKind.Misconfigured, "There is no access token, which is right in WeChat CloudRun only. Use UseCloudRun there, and elsewhere a provider that has tokens.");
        }

        if (isSecret)
        {
            throw new WeChatException(WeChatErrorKind.Misconfigured, "Without a token a call travels in the clear, which signatures and users' data must not. Choose CloudRunTokens.File or Header.");
        }

        var secret = client.Options.AppSecret;
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return Uri.UnescapeDataString(request.RequestUri!.PathAndQuery).Contains(secret, StringComparison.Ordinal) || body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0
            ? throw new InvalidOperationException("This request holds the AppSecret and would travel in the clear. Logins and tokens are the library's own business: use LoginAsync and IAccessTokenProvider.")
            : WeChatCall.Elsewhere(client.Options, options.OpenInterfaceAddress);
    }

    /// <summary>What a complaint about the token means where none is sent; null for other codes.</summary>
    public static WeChatException? ErrorOf(int code, string? errmsg) => code is 40001 or 40014 or 41001 or 42001
        ? new(WeChatErrorKind.Misconfigured, $"errcode {code}: CloudRun did not authorise the call. Turn the open interface service on in the console and allow this path there; the container must be in that environment.") { ErrorCode = code, RequestId = ErrorMessage.RequestId(errmsg) }
        : null;
}

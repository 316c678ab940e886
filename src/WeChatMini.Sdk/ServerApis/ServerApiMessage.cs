using WeChatMini.Sdk.CloudRun;
using WeChatMini.Sdk.Http;
using WeChatMini.Sdk.Signatures;

namespace WeChatMini.Sdk.ServerApis;

/// <summary>Makes the HTTP message of a call.</summary>
internal static class ServerApiMessage
{
    /// <summary>
    /// Parameters and body join the message at the last hop, where no log sees them; but where the platform authorises calls instead of
    /// a token, it must see them, and there is no last hop.
    /// </summary>
    public static HttpRequestMessage Create(WeChatMiniClient client, ServerApi api, ServerApiRequest request)
    {
        var isOpen = client.CloudRun is { Tokens: CloudRunTokens.None } && api.NeedsToken && request.Session is null && !RequestSigning.IsInBody(api.Signatures);
        var message = new HttpRequestMessage(api.Method, isOpen ? Address(api.Path, request) : api.Path) { Content = request.Form };
        if (isOpen)
        {
            message.Content ??= request.Body is { } body ? new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } : null;
        }

        message.Options.Set(ApiCall.Key, isOpen
            ? new ApiCall(client, request.Session)
            : new ApiCall(client, request.Session, request.Body, Parameters(client, request)) { NeedsToken = api.NeedsToken });
        if (api.Signatures != RequestSignatures.None)
        {
            // The session travels in the call.
            message.Ask(api.Signatures & ~RequestSignatures.Session);
        }

        return message;
    }

    private static (string Name, string Value)[] Parameters(WeChatMiniClient client, ServerApiRequest request) =>
        request.AppSecretName is { } name ? [.. request.Parameters, (name, client.Options.AppSecret)] : [.. request.Parameters];

    private static string Address(string path, ServerApiRequest request) => request.Parameters.Count == 0
        ? path
        : path + "?" + string.Join('&', request.Parameters.Select(static parameter => parameter.Name + "=" + Uri.EscapeDataString(parameter.Value)));
}

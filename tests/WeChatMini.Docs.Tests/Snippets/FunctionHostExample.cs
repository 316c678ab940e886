using WeChatMini.Sdk;
using WeChatMini.Sdk.Endpoint;

namespace Snippets;

internal static class FunctionHostExample
{
    public static async Task<MiniResponse> HandleAsync(WeChatMiniClient weChat, string method, string path, Dictionary<string, string> headers, byte[] body, DateTimeOffset endOfInvocation, CancellationToken cancellationToken)
    {
        #region function-host
        var request = new MiniRequest(method, path, headers, body) { Deadline = endOfInvocation };
        MiniResponse answer = await weChat.Endpoint.HandleAsync(request, cancellationToken); // StatusCode, Headers, Body: hand them back
        #endregion
        return answer;
    }
}

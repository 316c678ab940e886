using System.Text;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Serverless;

namespace FunctionProgram;

internal static class Small
{
    public static Task<int> RunAsync(string[] args) => ServerlessHost.RunAsync(() => args.Contains("broken")
        ? throw new InvalidOperationException(Answers.Secret)
        : new FunctionHandlers { OnRequest = ServeAsync, OnEvent = args.Contains("mapped") ? Answers.HandleAsync : null });

    private static async ValueTask<MiniResponse> ServeAsync(MiniRequest request, CancellationToken cancellationToken)
    {
        switch (request.Path)
        {
            case "/hello":
                return Text("hello");
            case "/large":
                return new MiniResponse(200, "text/plain", Answers.Large);
            case "/deaf":
                await new TaskCompletionSource().Task;
                return Text("never");
            case "/slow":
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return Text("never");
            case "/throws":
                throw new InvalidOperationException(Answers.Secret);
            case "/bytes":
                return new MiniResponse(200, "application/octet-stream", Answers.Bytes);
            case var path when path.StartsWith("/echo/", StringComparison.Ordinal):
                return Text(new Echo(request.Method, path, request.Query ?? "", request.Headers.GetValueOrDefault("X-Test") ?? "", request.Headers.GetValueOrDefault("Cookie") ?? "",
                    request.RemoteAddress, null, Encoding.UTF8.GetString(request.Body.Span), request.Body.Length).ToString());
            default:
                return new MiniResponse(404);
        }
    }

    private static MiniResponse Text(string text) => new(200, "text/plain", Encoding.UTF8.GetBytes(text));
}

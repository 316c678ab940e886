using Microsoft.AspNetCore.Http;
using WeChatMini.Sdk.Endpoint;

namespace WeChatMini.Sdk.AspNetCore.Endpoints;

/// <summary>Lets the core answer a request of ASP.NET Core.</summary>
internal static class EndpointServer
{
    public static async Task ServeAsync(Func<MiniRequest, CancellationToken, ValueTask<MiniResponse>> handle, HttpContext context, string path, bool isPush = false)
    {
        MiniResponse answer;
        try
        {
            var request = isPush ? context.DescribePush(path) : await context.ReadAsync(path).ConfigureAwait(false);
            answer = await handle(request, context.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException)
        {
            answer = Problems.BadRequest("The body did not arrive as it was announced.");
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The client is gone: nobody to answer and nothing to report. The framework says 499 in its log, too.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;

            // Kestrel may hear of it later than we, and would report that the rest of the body cannot be read.
            context.Abort();
            return;
        }

        await answer.WriteToAsync(context).ConfigureAwait(false);
    }
}

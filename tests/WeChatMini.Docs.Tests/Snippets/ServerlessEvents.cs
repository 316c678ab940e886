using Microsoft.AspNetCore.Builder;
using WeChatMini.Sdk.Serverless;

namespace Snippets;

internal static class ServerlessEvents
{
    public static void Map(WebApplication app, Func<CancellationToken, Task> purge)
    {
        #region function-event
        app.MapFunctionEvent(async (FunctionEvent e, CancellationToken ct) => await purge(ct));
        #endregion
    }
}

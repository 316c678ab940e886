using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WeChatMini.Sdk.Testing.Control;
using WeChatMini.Sdk.Testing.Endpoints;
using WeChatMini.Sdk.Testing.Faults;

namespace WeChatMini.Sdk.Testing.Server;

/// <summary>Writes each request down, then hands it to WeChat, to the fault that is due, or to the control API.</summary>
internal sealed class ArrivalMiddleware(FakeWeChat weChat, WeChatErrors errors, ControlApi? control)
{
    private static readonly object Seen = new();
    private readonly Restraint _serving = new();

    public RequestDelegate Wrap(RequestDelegate next) => context => HandleAsync(context, next);

    /// <summary>Lets go of all requests that are held back or come yet, so that the server can stop.</summary>
    public void LetGo() => _serving.Lift();

    private async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var isReused = !context.Features.GetRequiredFeature<IConnectionItemsFeature>().Items.TryAdd(Seen, Seen);
        if (control is { } && context.Request.Path.StartsWithSegments(ControlApi.Prefix, out var rest))
        {
            await control.HandleAsync(context, rest).ConfigureAwait(false);
            return;
        }

        // Before anybody hears of the arrival and sends another request, which might take this one's fault.
        var (fault, released) = weChat.Faults.Take(context.Request.Path.Value ?? "");
        weChat.Journal.Add(Arrival(context, isReused));
        var exchange = new Exchange(context, next, errors);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(exchange.ClientGone, _serving.Lifted);
        try
        {
            await (fault?.Behave ?? ReplyFaults.None)(exchange, new Patience(gone.Token, released)).ConfigureAwait(false);
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The client gave up or the server stops: nobody is left to answer.
            exchange.Abort();
        }
    }

    private FakeArrival Arrival(HttpContext context, bool isReused)
    {
        var request = context.Request;
        return new FakeArrival
        {
            Method = request.Method,
            Path = request.Path.Value ?? "",
            RawQuery = QueryMask.Apply(request.QueryString.Value ?? ""),
            AppId = request.Query.TryGetValue("appid", out var appId) ? appId[0] : null,
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            ConnectionId = context.Connection.Id,
            IsReusedConnection = isReused,
            At = weChat.Clock.GetUtcNow(),
        };
    }
}

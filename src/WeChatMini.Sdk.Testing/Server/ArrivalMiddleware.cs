using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WeChatMini.Sdk.Testing.Control;
using WeChatMini.Sdk.Testing.Endpoints;

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
        if (control is { } && context.Request.Path.StartsWithSegments(ControlApi.Prefix, out var rest))
        {
            await control.HandleAsync(context, rest).ConfigureAwait(false);
            return;
        }

        weChat.Journal.Add(Arrival(context));
        var (fault, released) = weChat.Faults.Take(context.Request.Path.Value ?? "");
        if (fault is null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        await FailAsync(fault, new Exchange(context, next, errors), released).ConfigureAwait(false);
    }

    private async Task FailAsync(FakeFault fault, Exchange exchange, CancellationToken released)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(exchange.ClientGone, _serving.Lifted);
        try
        {
            await fault.Behave(exchange, new Patience(gone.Token, released)).ConfigureAwait(false);
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The client gave up or the server stops: nobody is left to answer.
            exchange.Abort();
        }
    }

    private FakeArrival Arrival(HttpContext context)
    {
        var request = context.Request;
        var items = context.Features.GetRequiredFeature<IConnectionItemsFeature>().Items;
        return new FakeArrival
        {
            Method = request.Method,
            Path = request.Path.Value ?? "",
            RawQuery = QueryMask.Apply(request.QueryString.Value ?? ""),
            AppId = request.Query.TryGetValue("appid", out var appId) ? appId[0] : null,
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            ConnectionId = context.Connection.Id,
            IsReusedConnection = !items.TryAdd(Seen, Seen),
            At = weChat.Clock.GetUtcNow(),
        };
    }
}

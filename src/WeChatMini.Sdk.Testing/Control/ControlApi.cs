using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace WeChatMini.Sdk.Testing.Control;

/// <summary>The fake's own HTTP API, by which a test in another process or language adds users, moves the clock and plans faults.</summary>
internal sealed class ControlApi(FakeWeChat weChat)
{
    internal const string Prefix = "/_fake";

    public async Task HandleAsync(HttpContext context, PathString path)
    {
        try
        {
            var answer = await AnswerAsync(context.Request, path.Value ?? "").ConfigureAwait(false);
            await WriteAsync(context, answer).ConfigureAwait(false);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or OverflowException)
        {
            await WriteAsync(context, ControlAnswer.Refused(400, error.Message)).ConfigureAwait(false);
        }
    }

    private async Task<ControlAnswer> AnswerAsync(HttpRequest request, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method, parts) switch
        {
            ("POST", ["users"]) => AddUser(await ReadAsync(request, ControlJson.Readable.UserOrder).ConfigureAwait(false)),
            ("POST", ["users", var openId, "code"]) => IssueCode(openId, request.Query["appid"]),
            ("POST", ["clock", "advance"]) => Advance(await ReadAsync(request, ControlJson.Readable.ClockOrder).ConfigureAwait(false)),
            ("POST", ["tokens", "invalidate"]) => InvalidateTokens(await ReadAsync(request, ControlJson.Readable.TokenOrder).ConfigureAwait(false)),
            ("POST", ["apis"]) => AddApi(await ReadAsync(request, ControlJson.Readable.ApiOrder).ConfigureAwait(false)),
            ("POST", ["faults"]) => PlanFault(await ReadAsync(request, ControlJson.Readable.FaultOrder).ConfigureAwait(false)),
            ("DELETE", ["faults"]) => ControlAnswer.Done(weChat.Faults.Clear),
            ("GET", ["journal"]) => ControlAnswer.Ok([.. weChat.Journal.Arrivals.Select(JournalEntry.Of)], ControlJson.Readable.JournalEntryArray),
            ("DELETE", ["journal"]) => ControlAnswer.Done(weChat.Journal.Clear),
            _ => ControlAnswer.Refused(404, $"There is no {request.Method} {Prefix}{path}."),
        };
    }

    private ControlAnswer AddUser(UserOrder order)
    {
        if (App(order.AppId) is not { } app)
        {
            return NoApp(order.AppId);
        }

        if (app.Users.Find(order.OpenId) is { })
        {
            return ControlAnswer.Refused(409, $"There is a user {order.OpenId} already.");
        }

        var user = app.Users.Add(order.OpenId, order.UnionId);
        return ControlAnswer.Ok(new UserAnswer(app.AppId, user.OpenId, user.UnionId), ControlJson.Readable.UserAnswer);
    }

    private ControlAnswer IssueCode(string openId, string? appId)
    {
        if (App(appId) is not { } app)
        {
            return NoApp(appId);
        }

        return app.Users.Find(openId) is { } user
            ? ControlAnswer.Ok(new CodeAnswer(user.NextLoginCode()), ControlJson.Readable.CodeAnswer)
            : ControlAnswer.Refused(404, $"There is no user {openId} in {app.AppId}.");
    }

    private ControlAnswer Advance(ClockOrder order)
    {
        weChat.Clock.Advance(TimeSpan.FromSeconds(order.Seconds));
        return ControlAnswer.Ok(new ClockAnswer(weChat.Clock.GetUtcNow()), ControlJson.Readable.ClockAnswer);
    }

    private ControlAnswer InvalidateTokens(TokenOrder order) =>
        App(order.AppId) is { } app ? ControlAnswer.Done(app.Tokens.InvalidateAll) : NoApp(order.AppId);

    private ControlAnswer AddApi(ApiOrder order)
    {
        var answer = order.ContentType is { } type ? new FakeApiAnswer(type, Encoding.UTF8.GetBytes(order.Body)) : FakeApiAnswer.Json(order.Body);
        return ControlAnswer.Done(() => weChat.Apis.Add(order.Path, _ => answer));
    }

    private ControlAnswer PlanFault(FaultOrder order)
    {
        var fault = order.ToFault();
        return ControlAnswer.Done(() =>
        {
            if (order.Always)
            {
                weChat.Faults.Always(fault, order.Path);
            }
            else
            {
                weChat.Faults.Next(fault, order.Count, order.Path);
            }
        });
    }

    private FakeApp? App(string? appId) => weChat.Apps.Find(appId ?? weChat.AppId);

    private static ControlAnswer NoApp(string? appId) => ControlAnswer.Refused(404, $"There is no app {appId}.");

    private static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type) =>
        await JsonSerializer.DeserializeAsync(request.Body, type, request.HttpContext.RequestAborted).ConfigureAwait(false)
            ?? throw new JsonException("A JSON object is expected, not null.");

    private static async Task WriteAsync(HttpContext context, ControlAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.Json is { } json)
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = json.Length;
            await context.Response.Body.WriteAsync(json, context.RequestAborted).ConfigureAwait(false);
        }
    }
}

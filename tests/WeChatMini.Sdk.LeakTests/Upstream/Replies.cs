using System.Globalization;
using System.Text.Json;

namespace WeChatMini.Sdk.LeakTests.Upstream;

/// <summary>What the stub can answer. Wherever WeChat or a proxy could repeat the address that it was asked for, it does.</summary>
internal static class Replies
{
    private const string Json = "application/json; charset=utf-8";

    public static Func<StubExchange, Task<bool>> Ok(string openId, string sessionKey, string? unionId = null) => async exchange =>
    {
        await exchange.AnswerAsync("200 OK", Json, JsonSerializer.Serialize(new { openid = openId, session_key = sessionKey, unionid = unionId }));
        return true;
    };

    public static Func<StubExchange, Task<bool>> ErrorCode(int code) => async exchange =>
    {
        var errmsg = $"refused {exchange.Target} invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 6a1b2c3d-00112233-44556677";
        await exchange.AnswerAsync("200 OK", Json, JsonSerializer.Serialize(new { errcode = code, errmsg }));
        return true;
    };

    public static Task<bool> UnknownCode(StubExchange exchange) => ErrorCode(40029)(exchange);

    public static Func<StubExchange, Task<bool>> Status(int status) => async exchange =>
    {
        await exchange.AnswerAsync($"{status.ToString(CultureInfo.InvariantCulture)} Failed {exchange.Target}", "text/plain", "failed: " + exchange.Target, $"X-Original-Url: {exchange.Target}\r\nContent-Location: {exchange.Target}\r\nRetry-After: 3\r\n");
        return true;
    };

    /// <summary>A login that would be good but for what is said of it: the session_key is there and the rest is not as it should be.</summary>
    public static Func<StubExchange, Task<bool>> Body(string body, string contentType = Json) => async exchange =>
    {
        await exchange.AnswerAsync("200 OK", contentType, body.Replace("{target}", exchange.Target, StringComparison.Ordinal));
        return true;
    };

    /// <summary>Says that more comes and ends.</summary>
    public static Func<StubExchange, Task<bool>> CutShort(string body, bool reset) => async exchange =>
    {
        await exchange.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Type: {Json}\r\nContent-Length: 500\r\n\r\n{body}");
        return End(exchange, reset);
    };

    public static Func<StubExchange, Task<bool>> NoAnswer(bool reset) => exchange => Task.FromResult(End(exchange, reset));

    public static async Task<bool> Redirect(StubExchange exchange)
    {
        await exchange.AnswerAsync("302 Found", "text/html", $"<a href=\"{exchange.Target}\">moved</a>", $"Location: http://127.0.0.1:9/portal?back={exchange.Target}\r\n");
        return true;
    }

    /// <summary>Breaks the protocol at some point, with the address there.</summary>
    public static Func<StubExchange, Task<bool>> Broken(string answer) => async exchange =>
    {
        await exchange.WriteAsync(answer.Replace("{target}", exchange.Target, StringComparison.Ordinal));
        return false;
    };

    public static async Task<bool> HugeHeader(StubExchange exchange)
    {
        await exchange.WriteAsync($"HTTP/1.1 200 OK\r\nX-Echo: {exchange.Target}{new string('x', 64 * 1024)}\r\n\r\n");
        return false;
    }

    /// <summary>Sends until the client has had enough.</summary>
    public static async Task<bool> Endless(StubExchange exchange)
    {
        await exchange.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Type: {Json}\r\n\r\n{{\"errmsg\":\"{exchange.Target}");
        var piece = new string('x', 16 * 1024);
        while (true)
        {
            await exchange.WriteAsync(piece);
        }
    }

    private static bool End(StubExchange exchange, bool reset)
    {
        if (reset)
        {
            exchange.Reset();
        }
        else
        {
            exchange.Finish();
        }

        return false;
    }
}

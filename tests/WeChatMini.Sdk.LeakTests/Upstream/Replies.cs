using System.Globalization;
using System.Text.Json;

namespace WeChatMini.Sdk.LeakTests.Upstream;

/// <summary>What the stub can answer. Wherever WeChat or a proxy could repeat the address that it was asked for, it does.</summary>
internal static class Replies
{
    /// <summary>Not JSON, in one byte a character.</summary>
    private static readonly string Image = "PNG" + new string('i', 61);

    private const string Json = "application/json; charset=utf-8";

    public static Func<StubExchange, Task<bool>> Ok(string openId, string sessionKey, string? unionId = null) => async exchange =>
    {
        await exchange.AnswerAsync("200 OK", Json, JsonSerializer.Serialize(new { openid = openId, session_key = sessionKey, unionid = unionId }));
        return true;
    };

    /// <summary>A token, and everything that must not be believed.</summary>
    public static Func<StubExchange, Task<bool>> Token(string token) => async exchange =>
    {
        await exchange.AnswerAsync("200 OK", Json, JsonSerializer.Serialize(new { access_token = token, expires_in = 7200 }), $"X-Original-Url: {exchange.Echo}\r\n");
        return true;
    };

    /// <summary>An image, described by a server that puts the address into every header that an image can have.</summary>
    public static async Task<bool> EchoingImage(StubExchange exchange)
    {
        await exchange.AnswerAsync("200 OK", $"image/png; name=\"{exchange.Echo}\"", Image, $"Content-Disposition: attachment; filename=\"{exchange.Echo}\"\r\nContent-Language: {exchange.Echo}\r\nETag: \"{exchange.Echo}\"\r\nLink: <{exchange.Echo}>\r\nSet-Cookie: from={exchange.Echo}\r\n");
        return true;
    }

    /// <summary>An image that begins well and whose next chunk is not one.</summary>
    public static async Task<bool> BrokenImage(StubExchange exchange)
    {
        // More than what the library reads to see that it is an image.
        var image = Image.PadRight(2000, '.');
        await exchange.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n{image.Length:x}\r\n{image}\r\n{exchange.Echo}\r\n");
        return false;
    }

    /// <summary>An image of which the rest never comes.</summary>
    public static Func<StubExchange, Task<bool>> ImageCutShort(bool reset) => async exchange =>
    {
        await exchange.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 5000\r\n\r\n{Image}");
        return End(exchange, reset);
    };

    /// <summary>An image with a trailer that repeats the address.</summary>
    public static async Task<bool> ImageWithTrailer(StubExchange exchange)
    {
        await exchange.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\nTrailer: X-Echo\r\n\r\n{Image.Length:x}\r\n{Image}\r\n0\r\nX-Echo: {exchange.Echo}\r\n\r\n");
        return true;
    }

    public static Func<StubExchange, Task<bool>> ErrorCode(int code) => async exchange =>
    {
        var errmsg = $"refused {exchange.Echo} invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 6a1b2c3d-00112233-44556677";
        await exchange.AnswerAsync("200 OK", Json, JsonSerializer.Serialize(new { errcode = code, errmsg }));
        return true;
    };

    public static Task<bool> UnknownCode(StubExchange exchange) => ErrorCode(40029)(exchange);

    public static Func<StubExchange, Task<bool>> Status(int status) => async exchange =>
    {
        await exchange.AnswerAsync($"{status.ToString(CultureInfo.InvariantCulture)} Failed {exchange.Echo}", "text/plain", "failed: " + exchange.Echo, $"X-Original-Url: {exchange.Echo}\r\nContent-Location: {exchange.Echo}\r\nRetry-After: 3\r\n");
        return true;
    };

    /// <summary>A login that would be good but for what is said of it: the session_key is there and the rest is not as it should be.</summary>
    public static Func<StubExchange, Task<bool>> Body(string body, string contentType = Json) => async exchange =>
    {
        await exchange.AnswerAsync("200 OK", contentType, body.Replace("{target}", exchange.Echo, StringComparison.Ordinal));
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
        await exchange.AnswerAsync("302 Found", "text/html", $"<a href=\"{exchange.Echo}\">moved</a>", $"Location: http://127.0.0.1:9/portal?back={exchange.Echo}\r\n");
        return true;
    }

    /// <summary>Breaks the protocol at some point, with the address there.</summary>
    public static Func<StubExchange, Task<bool>> Broken(string answer) => async exchange =>
    {
        await exchange.WriteAsync(answer.Replace("{target}", exchange.Echo, StringComparison.Ordinal));
        return false;
    };

    public static async Task<bool> HugeHeader(StubExchange exchange)
    {
        await exchange.WriteAsync($"HTTP/1.1 200 OK\r\nX-Echo: {exchange.Echo}{new string('x', 64 * 1024)}\r\n\r\n");
        return false;
    }

    /// <summary>Sends until the client has had enough.</summary>
    public static async Task<bool> Endless(StubExchange exchange)
    {
        await exchange.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Type: {Json}\r\n\r\n{{\"errmsg\":\"{exchange.Echo}");
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

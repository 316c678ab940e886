using System.Text;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.Endpoint;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.Contract;

public abstract partial class HttpContract
{
    public static TheoryData<string, string> BodiesOfNoLogin => new()
    {
        { "no body", "" },
        { "no code", "{}" },
        { "an empty code", """{"code":""}""" },
        { "a null code", """{"code":null}""" },
        { "a number as code", """{"code":12345}""" },
        { "a list as code", """{"code":["0123"]}""" },
        { "10 kB of code", $$"""{"code":"{{new string('a', 10_000)}}"}""" },
        { "a code with a line break", """{"code":"0123\r\nX-Injected: 1"}""" },
        { "a code with a NUL", """{"code":"0123\u0000"}""" },
        { "a code with a space", """{"code":"01 23"}""" },
        { "a code that is not ASCII", """{"code":"微信登录"}""" },
        { "half a surrogate pair", """{"code":"\ud800"}""" },
        { "not JSON", "code=0123" },
        { "half of a JSON object", """{"code":"0123" """ },
        { "two JSON objects", """{"code":"0123"}{"code":"0123"}""" },
        { "a JSON string", "\"0123\"" },
        { "a JSON null", "null" },
        { "a JSON list", """[{"code":"0123"}]""" },
        { "a deep JSON bomb", """{"code":""" + new string('[', 4_000) + new string(']', 4_000) + "}" },
        { "the code twice", """{"code":"0123","code":"4567"}""" },
        { "an unknown field", """{"code":"0123","appId":"wx0000000000000000"}""" },
        { "the code in capitals", """{"CODE":"0123"}""" },
        { "a comment", """{"code":"0123"/* */}""" },
        { "more than 16 KB", """{"code":"0123"}""" + new string(' ', WeChatMiniEndpoint.MaxBodyBytes) },
    };

    public static TheoryData<string, string?> HeadersOfNoSession => new()
    {
        { "no header", null },
        { "an empty header", "" },
        { "only the word", "Bearer" },
        { "no token", "Bearer " },
        { "a short token", "Bearer " + new string('A', 63) },
        { "a long token", "Bearer " + new string('A', 65) },
        { "a very long token", "Bearer " + new string('A', 7_000) },
        { "Base64 instead of Base64Url", "Bearer " + new string('A', 62) + "+/" },
        { "padding", "Bearer " + new string('A', 63) + "=" },
        { "white space inside", "Bearer " + new string('A', 31) + "  " + new string('A', 31) },
        { "two tokens", "Bearer " + new string('A', 64) + ", Bearer " + new string('A', 64) },
        { "another scheme", "Basic " + new string('A', 64) },
        { "the token alone", new string('A', 64) },
    };

    [Theory]
    [MemberData(nameof(BodiesOfNoLogin))]
    public async Task A_login_with_a_bad_body_is_turned_away_at_the_door(string what, string body)
    {
        Assert.NotEmpty(what);
        (await SendInVainAsync(Message.Post("/wx/login", body))).IsProblem(400, "bad_request");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json-patch")]
    [InlineData("rubbish")]
    public async Task A_login_that_is_not_declared_as_JSON_is_turned_away_at_the_door(string? contentType)
    {
        (await SendInVainAsync(Message.Login("0123") with { ContentType = contentType })).IsProblem(400, "bad_request");
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_turned_away_at_the_door()
    {
        byte[] body = [.. """{"code":"01"""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8];
        (await SendInVainAsync(Message.Post("/wx/login", "") with { Body = body })).IsProblem(400, "bad_request");
    }

    [Fact]
    public async Task A_body_of_16_KB_is_read_and_of_one_byte_more_is_not()
    {
        var largest = Message.Login(Stage.CodeOf("o-alice"));
        largest = largest with { Body = [.. largest.Body, .. Encoding.ASCII.GetBytes(new string(' ', WeChatMiniEndpoint.MaxBodyBytes - largest.Body.Length))] };

        (await SendInVainAsync(largest with { Body = [.. largest.Body, (byte)' '] })).IsProblem(400, "bad_request");
        (await SendAsync(largest)).SignedIn();
    }

    [Theory]
    [InlineData("""{"everywhere":"yes"}""")]
    [InlineData("""{"everywhere":true,"user":"o-bob"}""")]
    [InlineData("null")]
    [InlineData("everywhere")]
    public async Task A_logout_with_a_bad_body_is_turned_away_at_the_door(string body)
    {
        var token = await TokenOfAsync("o-alice");
        (await SendInVainAsync(Message.Post("/wx/logout", body, token))).IsProblem(400, "bad_request");
    }

    [Theory]
    [MemberData(nameof(HeadersOfNoSession))]
    public async Task What_cannot_be_a_token_never_reaches_the_store(string what, string? header)
    {
        Assert.NotEmpty(what);
        Stage.Store.State = StoreProbe.Trouble.Throws;
        (await SendInVainAsync(Message.Session(null) with { Authorization = header })).IsProblem(401, "login_again");
        (await SendInVainAsync(Message.Logout(null) with { Authorization = header })).IsProblem(401, "login_again");
    }

    [Fact]
    public async Task A_token_that_nobody_issued_is_unknown()
    {
        (await SendAsync(Message.Session(new string('A', 64)))).IsProblem(401, "login_again");
        Assert.Equal(204, (await SendAsync(Message.Logout(new string('A', 64)))).Status);
    }

    [Fact]
    public async Task A_token_with_one_character_changed_is_unknown()
    {
        var token = await TokenOfAsync("o-alice");
        (await SendAsync(Message.Session(token[..^1] + (token[^1] == 'A' ? 'Q' : 'A')))).IsProblem(401, "login_again");
        (await SendAsync(Message.Session((token[0] == 'A' ? 'Q' : 'A') + token[1..]))).IsProblem(401, "login_again");
    }
}

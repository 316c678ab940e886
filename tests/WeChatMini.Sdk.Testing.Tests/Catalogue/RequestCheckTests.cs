using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WeChatMini.Sdk.Testing.Tests.Support;

namespace WeChatMini.Sdk.Testing.Tests.Catalogue;

/// <summary>What is checked of a call of the catalogue, by a client that makes mistakes which the library's own does not make.</summary>
public sealed class RequestCheckTests : IAsyncDisposable
{
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly Caller _caller = new();

    [Theory]
    [InlineData("hmac_sha256", 0)]
    [InlineData("sha256", 87008)]
    [InlineData("", 87008)]
    public async Task A_call_that_is_signed_with_the_session_key_names_the_one_method_that_there_is(string method, int code)
    {
        const string Body = """{"kv_list":[{"key":"score","value":"1"}]}""";
        var alice = _weChat.Users.Add("o-alice");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(alice.SessionKey), Encoding.UTF8.GetBytes(Body)));

        Assert.Equal(code, await PostAsync($"/wxa/set_user_storage?openid=o-alice&signature={signature}&sig_method={method}", new StringContent(Body)));
    }

    [Fact]
    public async Task A_signature_for_which_no_method_is_documented_needs_none()
    {
        const string Body = """{"openid":"o-alice","env":0,"user_ip":"10.0.0.1"}""";
        var alice = _weChat.Users.Add("o-alice");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(alice.SessionKey), Encoding.UTF8.GetBytes(Body)));

        Assert.Equal(0, await PostAsync($"/xpay/query_user_balance?pay_sig={new string('a', 64)}&signature={signature}", new StringContent(Body)));
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", 0)]
    [InlineData("0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF", 268490003)]
    [InlineData("0123456789abcdefg123456789abcdef0123456789abcdef0123456789abcdef", 268490003)]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde", 268490003)]
    [InlineData("", 268490003)]
    public async Task Without_an_AppKey_a_pay_sig_must_at_least_look_like_one(string signature, int code) =>
        Assert.Equal(code, await PostAsync($"/xpay/query_order?pay_sig={signature}", new StringContent("""{"openid":"o-alice","env":0,"order_id":"1"}""")));

    [Theory]
    [InlineData("1", "part.mp4", "video/mp4", 0)]
    [InlineData("one", "part.mp4", "video/mp4", 40097)]
    [InlineData("", "part.mp4", "video/mp4", 40097)]
    [InlineData("1", null, "video/mp4", 41005)]
    [InlineData("1", "part.mp4", null, 41005)]
    public async Task Of_a_form_numbers_are_numbers_and_a_file_has_a_name_and_a_type(string number, string? fileName, string? contentType, int code)
    {
        var file = new ByteArrayContent([0xFF, 13, 10, 13, 10, 0]);
        file.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        var form = Form(("upload_id", Text("u-1")), ("part_number", Text(number)), ("resource_type", Text("1")));
        if (fileName is null)
        {
            form.Add(file, "\"data\"");
        }
        else
        {
            form.Add(file, "\"data\"", $"\"{fileName}\"");
        }

        Assert.Equal(code, await PostAsync("/wxa/sec/vod/uploadpart", form));
    }

    [Fact]
    public async Task A_text_of_a_form_is_no_file()
    {
        var form = Form(("part_number", Text("1")), ("resource_type", Text("1")));
        form.Add(Picture(), "\"upload_id\"", "\"u-1\"");
        form.Add(Picture(), "\"data\"", "\"part.mp4\"");

        Assert.Equal(40097, await PostAsync("/wxa/sec/vod/uploadpart", form));
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _weChat.DisposeAsync();
    }

    private static MultipartFormDataContent Form(params (string Name, HttpContent Part)[] parts)
    {
        var form = new MultipartFormDataContent("boundary");
        Array.ForEach(parts, part => form.Add(part.Part, $"\"{part.Name}\""));
        return form;
    }

    private static ByteArrayContent Text(string value) => new(Encoding.UTF8.GetBytes(value));

    private static ByteArrayContent Picture() => new([0xFF, 0xD8]) { Headers = { ContentType = new("image/jpeg") } };

    private async Task<int> PostAsync(string pathAndQuery, HttpContent content)
    {
        using var token = await _caller.PostAsync(_weChat, "/cgi-bin/stable_token", $$"""{"grant_type":"client_credential","appid":"{{_weChat.AppId}}","secret":"{{_weChat.AppSecret}}"}""");
        var value = (await AnswerAsync(token)).GetProperty("access_token").GetString();
        using var response = await _caller.PostAsync(_weChat, $"{pathAndQuery}{(pathAndQuery.Contains('?', StringComparison.Ordinal) ? '&' : '?')}access_token={value}", content);
        return (await AnswerAsync(response)).GetProperty("errcode").GetInt32();
    }

    private static async Task<JsonElement> AnswerAsync(HttpResponseMessage response) => JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
}

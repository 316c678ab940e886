using System.Text;
using System.Text.Json.Nodes;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Signatures;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.SecureApi;

/// <summary>Calls that are encrypted and signed, and answers that are verified and decrypted, by one option of the app.</summary>
public sealed class SecureCallTests : IAsyncDisposable
{
    private readonly SecureBackend _backend = new();

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    [Fact]
    public async Task A_client_that_knows_nothing_of_it_sends_sealed_and_reads_plain()
    {
        var answer = await _backend.PostAsync();

        Assert.Equal(SecureBackend.Answer, answer);
        Assert.Equal(1, _backend.WeChat.SecureApi.Opened);
        var plaintext = JsonNode.Parse(Assert.Single(_backend.Arrived).Plaintext.Span)!.AsObject();
        Assert.Equal(["_n", "_appid", "_timestamp", "appid", "openid", "scene", "note"], plaintext.Select(member => member.Key));
    }

    /// <summary>Key order, white space and unescaped Chinese are as the caller wrote them.</summary>
    [Fact]
    public async Task The_members_of_the_body_are_sealed_byte_by_byte_as_they_are()
    {
        await _backend.PostAsync(""" { "b" : 1 , "a":"中文😀 \u4e2d" } """);

        Assert.EndsWith(""","b" : 1 , "a":"中文😀 \u4e2d"}""", Encoding.UTF8.GetString(Assert.Single(_backend.Arrived).Plaintext.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_in_the_address_is_sealed_and_only_the_token_stays_there()
    {
        await _backend.PostAsync("{}", SecureBackend.Path + "?openid=o%20b&lang=%E4%B8%AD+x");

        var query = Assert.Single(_backend.WeChat.Journal.Arrivals, arrival => arrival.Path == SecureBackend.Path).RawQuery;
        Assert.Matches("^\\?access_token=\\*\\*\\*$", query);
        var plaintext = JsonNode.Parse(Assert.Single(_backend.Arrived).Plaintext.Span)!;
        Assert.Equal(("o b", "中 x"), ((string?)plaintext["openid"], (string?)plaintext["lang"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData(" { } ")]
    public async Task A_body_without_members_is_sealed_too(string body)
    {
        Assert.Equal(SecureBackend.Answer, await _backend.PostAsync(body));
    }

    [Fact]
    public async Task A_body_that_is_no_object_is_refused_before_anything_leaves()
    {
        var failure = await Assert.ThrowsAsync<WeChatException>(() => _backend.PostAsync("[1]"));

        Assert.Equal(WeChatErrorKind.InvalidRequest, failure.Kind);

        Assert.DoesNotContain(_backend.WeChat.Journal.Arrivals, arrival => arrival.Path == SecureBackend.Path);
    }

    [Theory]
    [InlineData("/wxa/other", "POST", "application/json")]
    [InlineData(SecureBackend.Path, "GET", null)]
    [InlineData(SecureBackend.Path, "POST", "multipart/form-data")]
    [InlineData("/wxa/getwxacode", "POST", "application/json")]
    public async Task What_does_not_support_it_is_left_alone(string path, string method, string? type)
    {
        var seen = new List<FakeApiRequest>();
        _backend.WeChat.Apis.Add(path, request =>
        {
            seen.Add(request);
            return FakeApiAnswer.Json("{}");
        });
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (type is not null)
        {
            request.Content = new ByteArrayContent("{}"u8.ToArray()) { Headers = { ContentType = new(type) } };
        }

        await _backend.SendAsync(request);

        Assert.Equal(0, _backend.WeChat.SecureApi.Opened);
        Assert.DoesNotContain(Assert.Single(seen).Headers.Keys, name => name.StartsWith("Wechatmp", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Paths_can_be_added_and_taken_out()
    {
        await using var backend = new SecureBackend(options =>
        {
            options.SecureApi.AdditionalPaths = ["/cgi-bin/message/subscribe/send"];
            options.SecureApi.ExcludedPaths = [SecureBackend.Path];
        });
        backend.WeChat.Apis.Add("/cgi-bin/message/subscribe/send", _ => FakeApiAnswer.Json("{}"));

        await backend.PostAsync();
        Assert.Equal(0, backend.WeChat.SecureApi.Opened);
        await backend.PostAsync("{}", "/cgi-bin/message/subscribe/send");

        Assert.Equal(1, backend.WeChat.SecureApi.Opened);
    }

    [Fact]
    public async Task An_error_inside_a_sealed_answer_is_an_error()
    {
        _backend.Reply = """{"errcode":61010,"errmsg":"code is expired rid: 1-2-3"}""";

        var failure = await Assert.ThrowsAsync<WeChatException>(() => _backend.PostAsync());

        Assert.Equal((61010, "1-2-3"), (failure.ErrorCode, failure.RequestId));
    }

    /// <summary>WeChat refuses in the clear what it could not open.</summary>
    [Fact]
    public async Task A_refusal_in_the_clear_says_what_to_compare()
    {
        await _backend.PostAsync();
        _backend.WeChat.SecureApi.RenewPrivateKey();

        var failure = await Assert.ThrowsAsync<WeChatException>(() => _backend.PostAsync());

        Assert.Equal((WeChatErrorKind.Misconfigured, 40234), (failure.Kind, failure.ErrorCode));
        Assert.Contains("API security", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_attempt_after_a_rejected_token_is_sealed_anew()
    {
        await _backend.PostAsync();
        _backend.WeChat.Tokens.InvalidateAll();

        Assert.Equal(SecureBackend.Answer, await _backend.PostAsync());

        var signatures = _backend.WeChat.Journal.Arrivals.Where(arrival => arrival.Path == SecureBackend.Path).Select(arrival => arrival.Headers["Wechatmp-Signature"]).ToList();
        Assert.Equal(3, signatures.Distinct().Count());
        Assert.Equal(2, _backend.WeChat.SecureApi.Opened);
    }

    [Fact]
    public async Task The_message_keeps_nothing_of_it_afterwards()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, SecureBackend.Path) { Content = new StringContent("{}") };

        await _backend.SendAsync(request);

        Assert.Empty(request.Headers);
        Assert.Equal("https://api.weixin.qq.com" + SecureBackend.Path, request.RequestUri!.ToString());
        Assert.Equal("{}", await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_calls_of_the_library_itself_are_protected_too()
    {
        _backend.WeChat.SecureApi.IsRequired = true;
        var user = _backend.WeChat.Users.Add("o-alice");
        user.NextEncryptKey();
        var session = (await _backend.Client.LoginAsync(user.NextLoginCode(), TestContext.Current.CancellationToken)).Session;

        var phone = await _backend.Client.UserData.GetPhoneNumberAsync(user.NextPhoneCode(), cancellationToken: TestContext.Current.CancellationToken);
        var keys = await _backend.Client.UserData.GetEncryptKeysAsync(session, TestContext.Current.CancellationToken);

        Assert.Equal(user.PhoneNumber, phone.Number);
        Assert.Single(keys);
        Assert.Equal(2, _backend.WeChat.SecureApi.Opened);
    }

    [Fact]
    public async Task Many_callers_at_once_share_the_keys()
    {
        await _backend.PostAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(index => Task.Run(() => _backend.PostAsync($$"""{"index":{{index}}}"""))));

        Assert.All(answers, answer => Assert.Equal(SecureBackend.Answer, answer));
        Assert.Equal(65, _backend.WeChat.SecureApi.Opened);
    }

    [Fact]
    public async Task A_descriptor_asks_for_signatures_of_payments_by_name()
    {
        await using var backend = new SecureBackend(options => options.Payment.AppKey = "12345");
        string? seen = null;
        backend.WeChat.Apis.Add("/wxa/of_a_descriptor", request =>
        {
            seen = request.Query("pay_sig");
            return FakeApiAnswer.Json("{}");
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/wxa/of_a_descriptor") { Content = new StringContent("{}") };
        request.SignWith(RequestSignatures.PaySig);

        await backend.SendAsync(request);

        Assert.Equal(PaySignature.Compute("12345", "/wxa/of_a_descriptor", "{}"), seen);
    }
}

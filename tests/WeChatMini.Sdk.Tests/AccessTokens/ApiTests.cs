using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.AccessTokens;

/// <summary>A client of the user's own that knows nothing of tokens: <c>AddWeChatMiniApi</c>.</summary>
public sealed class ApiTests : IAsyncDisposable
{
    private const string Check = "/wxa/msg_sec_check";
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly List<string> _bodies = [];
    private ServiceProvider? _services;

    public ApiTests() => _weChat.Apis.Add(Check, request =>
    {
        lock (_bodies)
        {
            _bodies.Add(Encoding.UTF8.GetString(request.Body.Span));
        }

        return FakeApiAnswer.Json("""{"errcode":0,"errmsg":"ok","trace_id":"t-1"}""");
    });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await _weChat.DisposeAsync();
    }

    [Fact]
    public async Task A_typed_client_calls_WeChat_without_knowing_of_tokens()
    {
        var answer = await Client().CheckAsync("text");

        Assert.Contains("t-1", answer, StringComparison.Ordinal);
        var arrival = _weChat.Journal.Arrivals.Single(arrival => arrival.Path == Check);
        Assert.Equal("?access_token=***", arrival.RawQuery);
        Assert.DoesNotContain("Transfer-Encoding", arrival.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(300)]
    public async Task Twenty_callers_on_an_invalidated_token_cause_one_refresh_and_all_succeed(int delay)
    {
        var client = Client();
        await client.CheckAsync("warm");
        _weChat.Tokens.InvalidateAll();
        _weChat.Faults.Always(FakeFault.Latency(TimeSpan.FromMilliseconds(delay)), "/cgi-bin/stable_token");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => client.CheckAsync("text " + number))));

        Assert.Equal(2, _weChat.Journal.CallsTo("/cgi-bin/stable_token"));
        Assert.Equal(Enumerable.Range(0, 20).Select(number => $$"""{"content":"text {{number}}"}""").Append("""{"content":"warm"}""").Order(), _bodies.Order());
    }

    [Fact]
    public async Task A_token_that_WeChat_rejects_and_hands_out_again_is_tried_once_more_and_then_an_error()
    {
        var client = Client();
        await client.CheckAsync("warm");
        _weChat.Tokens.InvalidateButKeepIssuing();
        _weChat.Journal.Clear();

        var failures = new List<WeChatException>();
        for (var call = 0; call < 10; call++)
        {
            failures.Add(await Assert.ThrowsAsync<WeChatException>(() => client.CheckAsync("text")));
        }

        Assert.All(failures, failure => Assert.Equal(40001, failure.ErrorCode));
        Assert.Equal(20, _weChat.Journal.CallsTo(Check));

        // And the quota of the token endpoint is not burnt by it.
        Assert.Equal(1, _weChat.Journal.CallsTo("/cgi-bin/stable_token"));
    }

    [Theory]
    [InlineData(40001)]
    [InlineData(40014)]
    [InlineData(42001)]
    public async Task Each_code_that_rejects_a_token_is_worth_one_retry(int code)
    {
        var client = Client();
        await client.CheckAsync("warm");
        _weChat.Faults.Next(FakeFault.Error(code), 1, Check);

        await client.CheckAsync("text");

        Assert.Equal(2, _bodies.Count);
    }

    [Fact]
    public async Task Another_errcode_is_an_error_with_its_advice_and_no_retry()
    {
        var client = Client();
        await client.CheckAsync("warm");
        _weChat.Journal.Clear();
        _weChat.Faults.Next(FakeFault.Error(45009, "reach max api daily quota limit rid: 632d16be-15ad5486-1e378de4"), 10, Check);

        var failure = await Assert.ThrowsAsync<WeChatException>(() => client.CheckAsync("text"));

        Assert.Equal((WeChatErrorKind.SlowDown, 45009, "632d16be-15ad5486-1e378de4"), (failure.Kind, failure.ErrorCode, failure.RequestId));
        Assert.Equal(1, _weChat.Journal.CallsTo(Check));
    }

    [Fact]
    public async Task A_binary_answer_passes_untouched_and_an_error_in_its_place_is_an_error()
    {
        var image = new byte[300_000];
        Random.Shared.NextBytes(image);
        image[0] = 0xFF;
        _weChat.Apis.Add("/wxa/getwxacode", _ => new FakeApiAnswer("image/jpeg", image));
        _weChat.Apis.Add("/wxa/getwxacodeunlimit", _ => new FakeApiAnswer("image/jpeg", Encoding.UTF8.GetBytes("""{"errcode":41030,"errmsg":"invalid page rid: 632d16be-15ad5486-1e378de4"}""")));
        var client = Client();

        Assert.Equal(image, await client.Http.GetByteArrayAsync("/wxa/getwxacode", Cancellation));
        Assert.Equal(41030, (await Assert.ThrowsAsync<WeChatException>(() => client.Http.GetByteArrayAsync("/wxa/getwxacodeunlimit", Cancellation))).ErrorCode);
    }

    [Fact]
    public async Task A_web_page_in_place_of_an_answer_is_an_error_and_any_other_body_that_begins_so_is_not()
    {
        _weChat.Apis.Add("/wxa/portal", static _ => new FakeApiAnswer("text/html; charset=utf-8", "<html>Sign in to this network.</html>"u8.ToArray()));
        _weChat.Apis.Add("/wxa/drawing", static _ => new FakeApiAnswer("image/svg+xml", "<svg></svg>"u8.ToArray()));
        var client = Client();

        var failure = await Assert.ThrowsAsync<WeChatException>(() => client.Http.GetStringAsync("/wxa/portal", Cancellation));
        Assert.Equal(WeChatErrorKind.OutcomeUnknown, failure.Kind);
        Assert.DoesNotContain("network", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal("<svg></svg>", await client.Http.GetStringAsync("/wxa/drawing", Cancellation));
    }

    [Theory]
    [InlineData("https://evil.example/wxa/msg_sec_check")]
    [InlineData("/wxa/msg_sec_check?access_token=mine")]
    public async Task A_request_that_would_misplace_the_token_is_refused_before_anything_is_sent(string address)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Client().Http.GetAsync(address, Cancellation));
        Assert.Empty(_weChat.Journal.Arrivals);
    }

    [Fact]
    public async Task Ours_is_innermost_also_under_a_host_wide_resilience_handler_and_before_handlers_added_later()
    {
        var seen = new List<string>();
        var client = Client(services => services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler()), http => http.AddHttpMessageHandler(() => new Watches(seen)));

        await client.CheckAsync("text");

        Assert.Equal(["https://api.weixin.qq.com/wxa/msg_sec_check"], seen.Distinct());
    }

    [Fact]
    public async Task A_lost_answer_is_an_error_of_unknown_outcome_and_is_not_repeated()
    {
        var client = Client();
        await client.CheckAsync("warm");
        _weChat.Journal.Clear();
        _weChat.Faults.Next(FakeFault.CloseAfterProcessing, 10, Check);

        Assert.Equal(WeChatErrorKind.OutcomeUnknown, (await Assert.ThrowsAsync<WeChatException>(() => client.CheckAsync("text"))).Kind);
        Assert.Single(_weChat.Journal.Arrivals);
    }

    private TypedClient Client(Action<IServiceCollection>? services = null, Action<IHttpClientBuilder>? http = null)
    {
        var collection = new ServiceCollection();
        services?.Invoke(collection);
        collection.AddSingleton<TimeProvider>(new FakeTimeProvider(_weChat.Clock.GetUtcNow()));
        collection.AddWeChatMini(options => (options.AppId, options.AppSecret, options.BaseAddress) = (_weChat.AppId, _weChat.AppSecret, _weChat.BaseAddress));
        var builder = collection.AddHttpClient<TypedClient>().AddWeChatMiniApi();
        http?.Invoke(builder);
        _services = collection.BuildServiceProvider();
        return _services.GetRequiredService<TypedClient>();
    }

    private sealed class TypedClient(HttpClient http)
    {
        public HttpClient Http => http;

        public async Task<string> CheckAsync(string content)
        {
            using var answer = await http.PostAsJsonAsync(Check, new { content }, Cancellation);
            return await answer.Content.ReadAsStringAsync(Cancellation);
        }
    }

    private sealed class Watches(List<string> seen) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(request.RequestUri!.ToString());
            var response = await base.SendAsync(request, cancellationToken);
            seen.Add(response.RequestMessage!.RequestUri!.ToString());
            return response;
        }
    }
}

using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.CloudRun;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.CloudRun;

/// <summary>What CloudRun hands to a container authorises calls, with FakeWeChat as WeChat and another one as the platform's plain HTTP.</summary>
public sealed class CloudRunTokenTests : IAsyncDisposable
{
    private const string Api = "/wxa/msg_sec_check";

    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly FakeWeChat _platform = FakeWeChat.Start();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 30, TimeSpan.Zero));
    private readonly string _file = Path.GetTempFileName();
    private readonly List<string> _queries = [];
    private ServiceProvider? _services;

    public CloudRunTokenTests() => _weChat.Apis.Add(Api, request =>
    {
        _queries.Add($"{request.Query("cloudbase_access_token")}/{request.Query("access_token")}");
        return FakeApiAnswer.Json("""{"errcode":0}""");
    });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WeChatMiniClient Client => _services!.GetRequiredService<WeChatMiniClient>();

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        File.Delete(_file);
        await _platform.DisposeAsync();
        await _weChat.DisposeAsync();
    }

    [Fact]
    public async Task The_token_of_a_request_that_came_in_goes_out_under_its_own_name()
    {
        var http = Start(CloudRunTokens.Header);
        var token = await TokenAsync();
        await ComeInAsync(("X-WX-CLOUDBASE-ACCESS-TOKEN", token), ("X-WX-SOURCE", "wx_client"), ("X-WX-APPID", _weChat.AppId));

        await http.GetAsync(Api, Cancellation);

        Assert.Equal([token + "/"], _queries);
        Assert.Equal("?cloudbase_access_token=***", Assert.Single(_weChat.Journal.Arrivals).RawQuery);
    }

    [Theory]
    [InlineData("X-WX-SOURCE", null)]
    [InlineData("X-WX-SOURCE", "")]
    [InlineData("X-WX-SOURCE", "wx_client,wx_client")]
    [InlineData("X-WX-APPID", "wxffffffffffffffff")]
    [InlineData("X-WX-CLOUDBASE-ACCESS-TOKEN", "one,two")]
    [InlineData("X-WX-CLOUDBASE-ACCESS-TOKEN", "one two")]
    [InlineData("X-WX-CLOUDBASE-ACCESS-TOKEN", "")]
    public async Task A_request_that_did_not_come_through_WeChat_brings_no_token(string header, string? value)
    {
        Start(CloudRunTokens.Header);
        var headers = new Dictionary<string, string> { ["X-WX-CLOUDBASE-ACCESS-TOKEN"] = "planted", ["X-WX-SOURCE"] = "wx_client", ["X-WX-APPID"] = _weChat.AppId };
        headers.Remove(header);
        if (value is not null)
        {
            headers[header] = value;
        }

        await ComeInAsync([.. headers.Select(pair => (pair.Key, pair.Value))]);

        var failure = await FailureAsync();
        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Contains("X-WX-CLOUDBASE-ACCESS-TOKEN", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CloudRunTokens.File)]
    [InlineData(CloudRunTokens.None)]
    public async Task A_header_is_looked_at_only_where_it_was_asked_for(CloudRunTokens tokens)
    {
        Start(tokens);
        await ComeInAsync(("X-WX-CLOUDBASE-ACCESS-TOKEN", "planted"), ("X-WX-SOURCE", "wx_client"));
        await File.WriteAllTextAsync(_file, "of-the-file", Cancellation);
        File.SetLastWriteTimeUtc(_file, _clock.GetUtcNow().UtcDateTime);

        Assert.DoesNotContain("planted", (await Client.AccessTokens.GetTokenAsync(Cancellation)).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_no_request_repeats_is_not_used_for_ever()
    {
        Start(CloudRunTokens.Header);
        await ComeInAsync(("X-WX-CLOUDBASE-ACCESS-TOKEN", "first"), ("X-WX-SOURCE", "wx_client"));
        _clock.Advance(TimeSpan.FromMinutes(18));
        await ComeInAsync(("X-WX-CLOUDBASE-ACCESS-TOKEN", "first"), ("X-WX-SOURCE", "wx_client"));
        _clock.Advance(TimeSpan.FromMinutes(18));

        Assert.Equal("first", (await Client.AccessTokens.GetTokenAsync(Cancellation)).Value);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await FailureAsync();
    }

    [Fact]
    public async Task A_rejected_token_of_a_request_is_not_tried_again_before_a_request_brings_one()
    {
        var http = Start(CloudRunTokens.Header);
        await ComeInAsync(("X-WX-CLOUDBASE-ACCESS-TOKEN", new string('x', 128)), ("X-WX-SOURCE", "wx_client"));

        var failure = await Assert.ThrowsAsync<WeChatException>(() => http.GetAsync(Api, Cancellation));
        await Assert.ThrowsAsync<WeChatException>(() => http.GetAsync(Api, Cancellation));
        Assert.Equal(WeChatErrorKind.Busy, failure.Kind);
        Assert.Contains("WeChat rejected the token that came with a request", failure.Message, StringComparison.Ordinal);
        Assert.Single(_weChat.Journal.Arrivals);

        await ComeInAsync(("X-WX-CLOUDBASE-ACCESS-TOKEN", await TokenAsync()), ("X-WX-SOURCE", "wx_client"));
        await http.GetAsync(Api, Cancellation);
        Assert.Single(_queries);
    }

    [Fact]
    public async Task The_file_is_read_again_as_the_platform_renews_it()
    {
        var http = Start(CloudRunTokens.File);
        await WriteAsync("first\n");
        Assert.Equal("first", (await Client.AccessTokens.GetTokenAsync(Cancellation)).Value);
        var token = await TokenAsync();
        await WriteAsync(token);
        Assert.Equal("first", (await Client.AccessTokens.GetTokenAsync(Cancellation)).Value);

        _clock.Advance(TimeSpan.FromSeconds(30));
        await http.GetAsync(Api, Cancellation);

        Assert.Equal([token + "/"], _queries);
    }

    [Fact]
    public async Task A_file_that_the_platform_no_longer_renews_is_an_error_that_names_it()
    {
        Start(CloudRunTokens.File);
        await WriteAsync("first");
        _clock.Advance(TimeSpan.FromMinutes(28));
        Assert.Equal("first", (await Client.AccessTokens.GetTokenAsync(Cancellation)).Value);
        _clock.Advance(TimeSpan.FromMinutes(1));

        var failure = await FailureAsync();
        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Contains(_file, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("first", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_file_that_is_being_renewed_at_that_moment_takes_no_token_away(string? text)
    {
        Start(CloudRunTokens.File);
        await WriteAsync("first");
        await Client.AccessTokens.GetTokenAsync(Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(30));
        if (text is null)
        {
            File.Delete(_file);
        }
        else
        {
            await WriteAsync(text);
        }

        Assert.Equal("first", (await Client.AccessTokens.GetTokenAsync(Cancellation)).Value);
        await WriteAsync("second");
        Assert.Equal("second", (await Client.AccessTokens.GetTokenAsync(Cancellation)).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public async Task A_file_without_a_token_is_an_error(string text)
    {
        Start(CloudRunTokens.File);
        await WriteAsync(text);
        await FailureAsync();
        await WriteAsync(new string('x', 5000));
        await FailureAsync();
        File.Delete(_file);
        await FailureAsync();
    }

    [Fact]
    public async Task After_a_rejection_the_file_is_read_at_once_and_its_new_token_is_used()
    {
        var http = Start(CloudRunTokens.File);
        await WriteAsync(new string('x', 128));
        await Client.AccessTokens.GetTokenAsync(Cancellation);
        var token = await TokenAsync();
        await WriteAsync(token);

        await http.GetAsync(Api, Cancellation);

        Assert.Equal([token + "/"], _queries);
        Assert.Equal(2, _weChat.Journal.CallsTo(Api));
    }

    [Fact]
    public async Task A_token_that_is_rejected_twice_is_WeChats_error_after_two_attempts()
    {
        var http = Start(CloudRunTokens.File);
        await WriteAsync(new string('x', 128));

        Assert.Equal(40001, (await Assert.ThrowsAsync<WeChatException>(() => http.GetAsync(Api, Cancellation))).ErrorCode);
        Assert.Equal([Api, Api], _weChat.Journal.Arrivals.Select(arrival => arrival.Path));
    }

    [Fact]
    public async Task The_open_interface_service_gets_the_call_without_a_token_and_nothing_else_gets_there()
    {
        var http = Start(CloudRunTokens.None);
        _platform.Faults.Next(FakeFault.Raw(200, "application/json", "{\"errcode\":0}"u8.ToArray()), 1, Api);

        await http.PostAsync(Api + "?from_appid=wx1", new StringContent("{\"content\":\"text\"}"), Cancellation);
        await Client.LoginAsync(_weChat.Users.Add("o-alice").NextLoginCode(), Cancellation);

        Assert.Equal((Api, "?from_appid=wx1"), (Assert.Single(_platform.Journal.Arrivals).Path, _platform.Journal.Arrivals[0].RawQuery));
        Assert.Equal("/sns/jscode2session", Assert.Single(_weChat.Journal.Arrivals).Path);
    }

    [Fact]
    public async Task A_call_that_the_platform_does_not_authorise_is_made_once_and_says_where_to_allow_it()
    {
        var http = Start(CloudRunTokens.None);
        _platform.Apis.Add(Api, _ => FakeApiAnswer.Json("{}"));

        var failure = await Assert.ThrowsAsync<WeChatException>(() => http.GetAsync(Api, Cancellation));

        Assert.Equal((WeChatErrorKind.Misconfigured, 41001), (failure.Kind, failure.ErrorCode));
        Assert.Contains("allow this path", failure.Message, StringComparison.Ordinal);
        Assert.Single(_platform.Journal.Arrivals);
    }

    [Fact]
    public async Task A_request_with_a_secret_or_token_in_it_never_leaves_in_the_clear()
    {
        var http = Start(CloudRunTokens.None);
        var secret = _weChat.AppSecret;
        var escaped = string.Concat(Encoding.UTF8.GetBytes(secret).Select(value => $"%{value:X2}"));

        foreach (var path in new[] { "/sns/jscode2session?secret=" + secret, "/cgi-bin/token?x=" + escaped, Api + "?access_token=mine", Api + "?access%5Ftoken=mine", Api + "?cloudbase_access_token=mine" })
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => http.GetAsync(path, Cancellation));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => http.PostAsync("/cgi-bin/stable_token", new StringContent($$"""{"secret":"{{secret}}"}"""), Cancellation));
        Assert.Empty(_platform.Journal.Arrivals);
        Assert.Empty(_weChat.Journal.Arrivals);
    }

    [Theory]
    [InlineData("http://api2.weixin.qq.com")]
    [InlineData("http://10.0.0.7")]
    [InlineData("https://evil.example")]
    public void Calls_without_a_token_go_to_WeChats_host_or_to_a_test(string address)
    {
        var failure = Assert.Throws<WeChatException>(() => WeChatMiniClient.Create(new WeChatMiniOptions(), builder => builder.UseCloudRun(cloudRun => cloudRun.OpenInterfaceAddress = new Uri(address))));
        Assert.Equal(WeChatErrorKind.Misconfigured, failure.Kind);
        Assert.Equal("http://api.weixin.qq.com/", new CloudRunOptions().OpenInterfaceAddress.ToString());
    }

    [Theory]
    [InlineData(CloudRunTokens.File)]
    [InlineData(null)]
    public async Task Where_the_open_interface_service_is_not_in_use_no_call_leaves_without_a_token(CloudRunTokens? tokens)
    {
        var http = Start(tokens, builder => builder.UseAccessTokens(_ => new NoTokens()));

        Assert.Equal(WeChatErrorKind.Misconfigured, (await Assert.ThrowsAsync<WeChatException>(() => http.GetAsync(Api, Cancellation))).Kind);
        Assert.Empty(_weChat.Journal.Arrivals);
    }

    [Theory]
    [InlineData(CloudRunTokens.None)]
    [InlineData(CloudRunTokens.File)]
    [InlineData(CloudRunTokens.Header)]
    public async Task The_platform_renews_its_tokens_itself(CloudRunTokens tokens)
    {
        Start(tokens);
        Assert.Equal(WeChatErrorKind.Misconfigured, (await Assert.ThrowsAsync<WeChatException>(() => Client.AccessTokens.ForceRefreshAsync(Cancellation))).Kind);
    }

    [Fact]
    public async Task What_the_platform_hands_over_is_for_one_mini_program()
    {
        var services = new ServiceCollection();
        services.AddWeChatMini(options => (options.AppId, options.AppSecret) = ("wx0000000000000000", "secret")).UseCloudRun(cloudRun => (cloudRun.Tokens, cloudRun.TokenFile) = (CloudRunTokens.File, _file));
        services.AddWeChatMini("club", options => (options.AppId, options.AppSecret, options.BaseAddress) = (_weChat.AppId, _weChat.AppSecret, _weChat.BaseAddress));
        await using var provider = services.BuildServiceProvider();
        await File.WriteAllTextAsync(_file, "of-the-default-app", Cancellation);

        var token = await provider.GetRequiredService<IWeChatMiniClients>().Get("club").AccessTokens.GetTokenAsync(Cancellation);

        Assert.Equal(AccessToken.DefaultParameter, token.Parameter);
        Assert.Equal(1, _weChat.Tokens.Issued);
    }

    private HttpClient Start(CloudRunTokens? tokens, Action<WeChatMiniBuilder>? more = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        var builder = services.AddWeChatMini(options => (options.AppId, options.AppSecret, options.BaseAddress) = (_weChat.AppId, _weChat.AppSecret, _weChat.BaseAddress));
        if (tokens is { } chosen)
        {
            builder.UseCloudRun(cloudRun => (cloudRun.Tokens, cloudRun.TokenFile, cloudRun.OpenInterfaceAddress) = (chosen, _file, _platform.BaseAddress));
        }

        more?.Invoke(builder);
        services.AddHttpClient("api").AddWeChatMiniApi();
        _services = services.BuildServiceProvider();
        return _services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
    }

    /// <summary>A token that WeChat takes, got without leaving a trace.</summary>
    private async Task<string> TokenAsync()
    {
        await using var other = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = _weChat.AppId, AppSecret = _weChat.AppSecret, BaseAddress = _weChat.BaseAddress });
        var token = (await other.AccessTokens.GetTokenAsync(Cancellation)).Value;
        _weChat.Journal.Clear();
        return token;
    }

    private async Task WriteAsync(string text)
    {
        await File.WriteAllTextAsync(_file, text, Cancellation);
        File.SetLastWriteTimeUtc(_file, _clock.GetUtcNow().UtcDateTime);
    }

    private async Task ComeInAsync(params (string Name, string Value)[] headers) =>
        await Client.Endpoint.HandleAsync(new MiniRequest("GET", "/anything", headers.Select(header => KeyValuePair.Create(header.Name, header.Value))), Cancellation);

    private async Task<WeChatException> FailureAsync() => await Assert.ThrowsAsync<WeChatException>(() => Client.AccessTokens.GetTokenAsync(Cancellation).AsTask());

    private sealed class NoTokens : IAccessTokenProvider
    {
        public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) => new(AccessToken.None);

        public void Invalidate(string rejectedToken)
        {
        }

        public Task<AccessToken> ForceRefreshAsync(CancellationToken cancellationToken = default) => Task.FromResult(AccessToken.None);
    }
}

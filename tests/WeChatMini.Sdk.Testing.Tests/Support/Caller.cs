using System.Net;
using System.Text.Json;

namespace WeChatMini.Sdk.Testing.Tests.Support;

/// <summary>A plain HttpClient that follows nothing and unpacks nothing, and the URLs that it calls.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static string LoginUrl(FakeWeChat weChat, string code) => LoginUrl(weChat.AppId, weChat.AppSecret, code);

    public static string LoginUrl(string appId, string secret, string code) =>
        $"/sns/jscode2session?appid={appId}&secret={secret}&js_code={code}&grant_type=authorization_code";

    public Task<HttpResponseMessage> GetAsync(FakeWeChat weChat, string pathAndQuery, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead) =>
        _http.GetAsync(new Uri(weChat.BaseAddress, pathAndQuery), completion, Cancellation);

    public Task<HttpResponseMessage> LoginAsync(FakeWeChat weChat, string code) => GetAsync(weChat, LoginUrl(weChat, code));

    /// <summary>A GET that carries an empty content: the runtime re-sends a request without one when the peer closes.</summary>
    public Task<HttpResponseMessage> LoginOnceAsync(FakeWeChat weChat, string code) => _http.SendAsync(
        new HttpRequestMessage(HttpMethod.Get, new Uri(weChat.BaseAddress, LoginUrl(weChat, code))) { Content = new ByteArrayContent([]) }, Cancellation);

    public Task<HttpResponseMessage> PostAsync(FakeWeChat weChat, string pathAndQuery, string json = "") =>
        PostAsync(weChat, pathAndQuery, new StringContent(json));

    public Task<HttpResponseMessage> PostAsync(FakeWeChat weChat, string pathAndQuery, HttpContent content) =>
        _http.PostAsync(new Uri(weChat.BaseAddress, pathAndQuery), content, Cancellation);

    public async Task<JsonElement> AnswerAsync(FakeWeChat weChat, string pathAndQuery)
    {
        using var response = await GetAsync(weChat, pathAndQuery);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Cancellation)).RootElement;
    }

    public Task<JsonElement> LoginAnswerAsync(FakeWeChat weChat, string code) => AnswerAsync(weChat, LoginUrl(weChat, code));

    public async Task<int> LoginErrorAsync(FakeWeChat weChat, string code) => (await LoginAnswerAsync(weChat, code)).GetProperty("errcode").GetInt32();

    public void Dispose() => _http.Dispose();
}

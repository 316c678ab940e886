namespace WeChatMini.Sdk.LeakTests.Tokens;

/// <summary>A server API as an application's own typed client.</summary>
internal sealed class ApiClient(HttpClient http)
{
    public HttpClient Http => http;
}

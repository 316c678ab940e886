using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using WeChatMini.Sdk;

namespace WeChatMini.AotSmoke;

/// <summary>What a mini-program does, over real HTTP.</summary>
internal static class MiniProgramSteps
{
    public static async Task RunAsync(Smoke smoke, Uri address, SmokeSettings settings, WeChatMiniClient client)
    {
        using var http = new HttpClient { BaseAddress = address };

        smoke.Step("call a protected endpoint without a token");
        await RequireAsync(http, HttpMethod.Get, "/me", null, HttpStatusCode.Unauthorized);

        smoke.Step("POST login");
        var token = await LoginAsync(http, settings.NextCode());

        smoke.Step("call a protected endpoint");
        var openId = await RequireAsync(http, HttpMethod.Get, "/me", token, HttpStatusCode.OK);
        Smoke.Require(openId.Length > 0, "the user's openid");

        smoke.Step("GET session");
        await RequireAsync(http, HttpMethod.Get, "/wx/session", token, HttpStatusCode.OK);

        smoke.Step("rotate the token");
        token = (await client.Sessions.RotateAsync(token)).Token;
        Smoke.Require(await RequireAsync(http, HttpMethod.Get, "/me", token, HttpStatusCode.OK) == openId, "the same user under the new token");

        smoke.Step("POST logout");
        await RequireAsync(http, HttpMethod.Post, "/wx/logout", token, HttpStatusCode.NoContent);

        smoke.Step("call a protected endpoint after the logout");
        await RequireAsync(http, HttpMethod.Get, "/me", token, HttpStatusCode.Unauthorized);

        smoke.Step("POST login with a wrong code");
        using var response = await PostLoginAsync(http, SmokeSettings.WrongCode);
        Smoke.Require(response.StatusCode == HttpStatusCode.Unauthorized, $"HTTP 401, not {(int)response.StatusCode}");
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Smoke.Require(problem.RootElement.GetProperty("code").GetString() == "login_again" && problem.RootElement.GetProperty("errcode").GetInt32() == 40029, "login_again with errcode 40029");
    }

    private static async Task<string> LoginAsync(HttpClient http, string code)
    {
        using var response = await PostLoginAsync(http, code);
        Smoke.Require(response.StatusCode == HttpStatusCode.OK, $"HTTP 200, not {(int)response.StatusCode}");
        using var login = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return login.RootElement.GetProperty("token").GetString()!;
    }

    private static Task<HttpResponseMessage> PostLoginAsync(HttpClient http, string code) =>
        http.PostAsync("/wx/login", new StringContent($$"""{"code":"{{code}}"}""", Encoding.UTF8, "application/json"));

    private static async Task<string> RequireAsync(HttpClient http, HttpMethod method, string path, string? token, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        Smoke.Require(response.StatusCode == status, $"HTTP {(int)status}, not {(int)response.StatusCode}");
        return await response.Content.ReadAsStringAsync();
    }
}

using System.Text;
using System.Text.Json;
using WeChatMini.Sdk.Endpoint;

namespace WeChatMini.AotSmoke;

/// <summary>The HTTP contract in bytes.</summary>
internal static class EndpointSteps
{
    public static async Task RunAsync(Smoke smoke, WeChatMiniEndpoint endpoint, string code)
    {
        smoke.Step("POST login");
        var login = await endpoint.HandleAsync(new MiniRequest("POST", "/wx/login", [new("Content-Type", "application/json")], Encoding.UTF8.GetBytes($$"""{"code":"{{code}}"}""")));
        Require(login, 200);
        using var answer = JsonDocument.Parse(login.Body);
        KeyValuePair<string, string>[] bearer = [new("Authorization", "Bearer " + answer.RootElement.GetProperty("token").GetString())];

        smoke.Step("GET session");
        Require(await endpoint.HandleAsync(new MiniRequest("GET", "/wx/session", bearer)), 200);

        smoke.Step("POST logout");
        Require(await endpoint.HandleAsync(new MiniRequest("POST", "/wx/logout", bearer)), 204);

        smoke.Step("GET session after the logout");
        Require(await endpoint.HandleAsync(new MiniRequest("GET", "/wx/session", bearer)), 401);
    }

    private static void Require(MiniResponse response, int status) => Smoke.Require(response.StatusCode == status, $"HTTP {status}, not {response.StatusCode}");
}

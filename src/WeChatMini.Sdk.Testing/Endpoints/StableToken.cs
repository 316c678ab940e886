using System.Text.Json;

namespace WeChatMini.Sdk.Testing.Endpoints;

/// <summary><c>POST /cgi-bin/stable_token</c>.</summary>
internal sealed class StableToken(FakeApps apps, WeChatErrors errors) : IFakeApi
{
    public string Path => "/cgi-bin/stable_token";

    public FakeReply Answer(FakeRequest request)
    {
        if (request.Method != "POST")
        {
            return errors.Reply(43002);
        }

        if (request.Body.Length == 0)
        {
            return errors.Reply(44002);
        }

        try
        {
            using var body = JsonDocument.Parse(request.Body);
            string Text(string name) => body.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
            var force = body.RootElement.TryGetProperty("force_refresh", out var flag) && flag.ValueKind == JsonValueKind.True;
            return TokenAnswers.Answer(apps, errors, Text("grant_type"), Text("appid"), Text("secret"), tokens => tokens.Stable(force));
        }
        catch (JsonException)
        {
            return errors.Reply(47001);
        }
    }
}

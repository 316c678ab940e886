using System.Text.Json;

namespace WeChatMini.Sdk.Testing.Endpoints;

/// <summary>What both token endpoints share: the checks, in the order that names the most basic mistake first, and the answer.</summary>
internal static class TokenAnswers
{
    public static FakeReply Answer(FakeApps apps, WeChatErrors errors, string grantType, string appId, string secret, Func<FakeTokens, (string Value, int ExpiresIn)> issue)
    {
        if (grantType != "client_credential")
        {
            return errors.Reply(40002);
        }

        if (Credentials.Check(apps, appId, secret) is { } refused)
        {
            return errors.Reply(refused);
        }

        var tokens = apps.Find(appId)!.Tokens;
        if (tokens.RejectedAddress is { } address)
        {
            return errors.Reply(40164, $"invalid ip {address} ipv6 ::ffff:{address}, not in whitelist");
        }

        return tokens.Admit() is { } limit ? errors.Reply(limit) : Success(issue(tokens));
    }

    private static FakeReply Success((string Value, int ExpiresIn) token)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, WeChatErrors.Plain))
        {
            json.WriteStartObject();
            json.WriteString("access_token", token.Value);
            json.WriteNumber("expires_in", token.ExpiresIn);
            json.WriteEndObject();
        }

        return FakeReply.Json(buffer.ToArray()) with { ContentType = "application/json" };
    }
}

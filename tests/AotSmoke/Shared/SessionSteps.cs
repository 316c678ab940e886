using WeChatMini.Sdk;
using WeChatMini.Sdk.Errors;

namespace WeChatMini.AotSmoke;

/// <summary>A session from login to logout through the typed surface.</summary>
internal static class SessionSteps
{
    public static async Task RunAsync(Smoke smoke, WeChatMiniClient client, SmokeSettings settings)
    {
        smoke.Step("ask who the user is");
        var identity = await client.ExchangeCodeAsync(settings.NextCode());

        smoke.Step("log in");
        var login = await client.LoginAsync(settings.NextCode());
        Smoke.Require(login.Token.Length == 64, "a token of 64 characters");
        Smoke.Require(login.Session.OpenId == identity.OpenId, "the same user twice");

        smoke.Step("validate the session");
        Smoke.Require(await client.Sessions.ValidateAsync(login.Token) is { } session && session.OpenId == identity.OpenId, "a live session");

        smoke.Step("rotate the token");
        var rotated = await client.Sessions.RotateAsync(login.Token);
        Smoke.Require(rotated.Token != login.Token, "another token");
        Smoke.Require(await client.Sessions.ValidateAsync(rotated.Token) is not null, "a live session under the new token");

        smoke.Step("log out");
        Smoke.Require(await client.Sessions.LogoutAsync(rotated.Token), "a session that ended");

        smoke.Step("use the token after the logout");
        Smoke.Require(await client.Sessions.ValidateAsync(rotated.Token) is null, "no session under the new token");
        Smoke.Require(await client.Sessions.ValidateAsync(login.Token) is null, "no session under the old token");

        smoke.Step("log in with a wrong code");
        try
        {
            await client.LoginAsync(SmokeSettings.WrongCode);
            Smoke.Require(false, "a refusal");
        }
        catch (WeChatException failure)
        {
            Smoke.Require(failure is { Kind: WeChatErrorKind.LoginAgain, ErrorCode: 40029 }, $"LoginAgain and 40029, not {failure.Kind} and {failure.ErrorCode}");
        }
    }
}

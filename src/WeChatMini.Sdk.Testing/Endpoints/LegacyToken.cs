namespace WeChatMini.Sdk.Testing.Endpoints;

/// <summary><c>GET /cgi-bin/token</c>.</summary>
internal sealed class LegacyToken(FakeApps apps, WeChatErrors errors) : IFakeApi
{
    public string Path => "/cgi-bin/token";

    public FakeReply Answer(FakeRequest request) => request.Method == "GET"
        ? TokenAnswers.Answer(apps, errors, request.Query("grant_type"), request.Query("appid"), request.Query("secret"), static tokens => tokens.Legacy())
        : errors.Reply(43001);
}

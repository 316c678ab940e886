using System.Text.Json;
using WeChatMini.Sdk.Testing.State;

namespace WeChatMini.Sdk.Testing.Endpoints;

/// <summary><c>GET /sns/jscode2session</c>: a one-time code for openid and session_key.</summary>
/// <remarks>
/// WeChat does not document the order of its checks, nor what it does with a repeated parameter or with the code of a refused
/// login. The fake takes the order that names the most basic mistake first, refuses repetition, and counts the code as spent.
/// </remarks>
internal sealed class CodeToSession(FakeApps apps, WeChatErrors errors) : IFakeApi
{
    internal const string Route = "/sns/jscode2session";
    private static readonly string[] Parameters = ["appid", "secret", "js_code", "grant_type"];

    public string Path => Route;

    public FakeReply Answer(FakeRequest request) => Refusal(request, out var user) is { } code ? errors.Reply(code) : Success(user!);

    private int? Refusal(FakeRequest request, out FakeUser? user)
    {
        user = null;
        if (request.Method != "GET")
        {
            return 43001;
        }

        if (Array.Exists(Parameters, request.Repeats))
        {
            return 40097;
        }

        if (Credentials(request.Query("appid"), request.Query("secret")) is { } refused)
        {
            return refused;
        }

        if (request.Query("js_code").Length == 0)
        {
            return 41008;
        }

        return request.Query("grant_type") == "authorization_code" ? Redeem(request, out user) : 40002;
    }

    private int? Credentials(string appId, string secret)
    {
        if (appId.Length == 0)
        {
            return 41002;
        }

        if (secret.Length == 0)
        {
            return 41004;
        }

        var app = apps.Find(appId);
        return app is null ? 40013 : app.AppSecret != secret ? 40125 : app.IsSecretFrozen ? 40243 : null;
    }

    private int? Redeem(FakeRequest request, out FakeUser? user)
    {
        var redemption = apps.Codes.Redeem(request.Query("appid"), request.Query("js_code"));
        user = redemption.User;
        return redemption.Fault switch
        {
            RedemptionFault.Invalid => 40029,
            RedemptionFault.AlreadyUsed => 40163,
            _ when user!.IsHighRisk => 40226,
            _ when !user!.TakeLogin(apps.Clock.GetUtcNow()) => 45011,
            _ => null,
        };
    }

    private static FakeReply Success(FakeUser user)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, WeChatErrors.Plain))
        {
            json.WriteStartObject();
            json.WriteString("session_key", user.SessionKey);
            json.WriteString("openid", user.OpenId);
            if (user.UnionId is { } unionId)
            {
                json.WriteString("unionid", unionId);
            }

            json.WriteEndObject();
        }

        return FakeReply.Json(buffer.ToArray());
    }
}

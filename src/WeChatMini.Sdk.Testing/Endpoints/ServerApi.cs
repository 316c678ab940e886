using WeChatMini.Sdk.Testing.State;

namespace WeChatMini.Sdk.Testing.Endpoints;

/// <summary>Every server API beside login and tokens, those that a test added first: the access token first, then the test's own answer.</summary>
internal sealed class ServerApi(FakeApps apps, FakeApis apis, WeChatErrors errors)
{
    /// <summary>The names under which a token may come; the second one is CloudRun's.</summary>
    private static readonly string[] TokenNames = ["access_token", "cloudbase_access_token"];

    private readonly UserApis _users = new(apps, errors);

    public FakeReply? Answer(string path, FakeRequest request)
    {
        if ((apis.Find(path) ?? _users.Find(path)) is not { } api)
        {
            return null;
        }

        if (TokenNames.Select(request.Query).FirstOrDefault(value => value.Length > 0) is not { } token)
        {
            return errors.Reply(41001);
        }

        var (app, verdict) = apps.Judge(token);
        if (verdict != TokenVerdict.Valid)
        {
            return errors.Reply(verdict switch
            {
                TokenVerdict.Malformed => 40014,
                TokenVerdict.Expired => 42001,
                _ => 40001,
            });
        }

        return SecureCalls.Answer(app!, path, request, api, errors);
    }
}

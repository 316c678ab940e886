using WeChatMini.Sdk.Testing.Catalogue;
using WeChatMini.Sdk.Testing.State;

namespace WeChatMini.Sdk.Testing.Endpoints;

/// <summary>Every server API beside login and tokens, those that a test added first: the access token first, then the test's own answer.</summary>
internal sealed class ServerApi(FakeApps apps, FakeApis apis, WeChatErrors errors)
{
    /// <summary>The names under which a token may come; the second one is CloudRun's.</summary>
    private static readonly string[] TokenNames = ["access_token", "cloudbase_access_token"];

    private readonly UserApis _users = new(apps, errors);
    private readonly CatalogueApis _catalogue = new(apis, errors);

    public FakeReply? Answer(string path, FakeRequest request)
    {
        var api = apis.Find(path) ?? _users.Find(path);
        var endpoint = WireEndpoint.Find(path);
        if (api is null && endpoint is null)
        {
            return null;
        }

        if (endpoint is { NeedsToken: false })
        {
            return Answer(path, api, endpoint, apps.Find(request.Query("appid")) ?? apps.First, request);
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

        return Answer(path, api, endpoint, app!, request);
    }

    private FakeReply Answer(string path, Func<FakeApiRequest, FakeApiAnswer>? own, WireEndpoint? endpoint, FakeApp app, FakeRequest request)
    {
        var api = own ?? (call => _catalogue.Answer(endpoint!, call));
        return SecureCalls.Answer(app, path, request, Recorded, errors);

        FakeApiAnswer Recorded(FakeApiRequest call)
        {
            apis.Record(path, call);
            return api(call);
        }
    }
}

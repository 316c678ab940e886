using WeChatMini.Sdk.LeakTests.Hosts;

namespace WeChatMini.Sdk.LeakTests.Modes;

/// <summary>Requests as CloudRun hands them on: with a token, and with the name of their user, which is also presented in every way that must be refused.</summary>
internal sealed class PlatformOperations(Scene scene, Caller caller)
{
    public async Task RunAsync()
    {
        var issued = await SendAsync("POST", "/wx/login");
        await SendAsync("GET", "/wx/session", issued);
        await SendAsync("POST", "/wx/login", null, ("X-WX-SOURCE", null));
        await SendAsync("POST", "/wx/login", null, ("X-WX-APPID", "wxfedcba9876543210"));
        await SendAsync("POST", "/wx/login", null, ("X-WX-OPENID", scene.Secrets.OpenId + "," + scene.Secrets.OpenId));
        await SendAsync("POST", "/wx/login", null, ("X-WX-UNIONID", scene.Secrets.UnionId + " " + scene.Secrets.SessionKey));
        await SendAsync("POST", "/wx/login", null, ("X-WX-FROM-OPENID", scene.Secrets.OpenId));
        await SendAsync("POST", "/wx/login", null, ("X-WX-FROM-OPENID", scene.Secrets.OpenId), ("X-WX-FROM-APPID", "wxfedcba9876543210"));
        await SendAsync("GET", "/wx/session", issued, ("X-WX-CLOUDBASE-ACCESS-TOKEN", scene.Secrets.CloudToken + ", " + scene.Secrets.CloudToken));
    }

    private Task<string?> SendAsync(string method, string path, string? token = null, params (string Name, string? Value)[] changes)
    {
        var headers = new Dictionary<string, string>
        {
            ["X-WX-SOURCE"] = "wx_client",
            ["X-WX-APPID"] = scene.Secrets.AppId,
            ["X-WX-OPENID"] = scene.Secrets.OpenId,
            ["X-WX-UNIONID"] = scene.Secrets.UnionId,
            ["X-WX-CLOUDBASE-ACCESS-TOKEN"] = scene.Secrets.CloudToken,
        };
        foreach (var (name, value) in changes)
        {
            headers.Remove(name);
            if (value is not null)
            {
                headers[name] = value;
            }
        }

        return caller.SendAsync(method, path, token, method == "POST" ? "{}"u8.ToArray() : [], more: headers);
    }
}

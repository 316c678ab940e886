using WeChatMini.AotSmoke;
using WeChatMini.Sdk;
#if WITH_API
using WeChatMini.Sdk.Apis;
using WeChatMini.Sdk.Apis.Security;
using WeChatMini.Sdk.Errors;
#endif

// A login, and with it one of the server APIs: what is not called must not be in the program.
var settings = new SmokeSettings(args);
return await Smoke.RunAsync(async smoke =>
{
    smoke.Step("create the client");
    await using var client = WeChatMiniClient.Create(new WeChatMiniOptions
    {
        AppId = settings.AppId,
        AppSecret = settings.AppSecret,
        BaseAddress = settings.Address,
    });
    smoke.Step("log in");
    var login = await client.LoginAsync(settings.NextCode());
#if WITH_API
    smoke.Step("check a text");
    var request = new CheckTextRequest { Content = "你好 😀", Scene = 1, OpenId = login.Session.OpenId };
    var answer = await client.Apis().Security.CheckTextAsync(request);
    Smoke.Require(answer is { TraceId.Length: > 0, Result.Suggestion.Length: > 0, Detail.Count: 2 }, "a verdict with its details");

    smoke.Step("check a text that WeChat refuses");
    try
    {
        await client.Apis().Security.CheckTextAsync(new CheckTextRequest { Content = null!, Scene = 1, OpenId = login.Session.OpenId });
        Smoke.Require(false, "a refusal");
    }
    catch (WeChatException failure)
    {
        Smoke.Require(failure.ErrorCode == 47001, $"47001, not {failure.ErrorCode}");
    }
#else
    Smoke.Require(login.Session.OpenId.Length > 0, "a session");
#endif
});

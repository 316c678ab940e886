using WeChatMini.AotSmoke;
using WeChatMini.Sdk;

// The library without a container or a web framework, as a bare function would use it.
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
    await SessionSteps.RunAsync(smoke, client, settings);
    await EndpointSteps.RunAsync(smoke, client.Endpoint, settings.NextCode());
});

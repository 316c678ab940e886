using System.Text.Json;
using FunctionApp;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Serverless;
using WeChatMini.Sdk.Sessions;

// The same contract without ASP.NET Core, for AWS Lambda and for event functions of Tencent SCF: the smallest start.
return await ServerlessHost.RunAsync(() =>
{
    var weChat = WeChatMiniClient.Create(
        new WeChatMiniOptions
        {
            AppId = Setting("WeChatMini__AppId") ?? "",
            AppSecret = Setting("WeChatMini__AppSecret") ?? "",
            BaseAddress = Setting("WeChatMini__BaseAddress") is { } address ? new Uri(address) : new WeChatMiniOptions().BaseAddress,
        },
        builder => builder.UseSessionDatabase(name => Setting("Sessions__" + name)));
    return new FunctionHandlers
    {
        OnRequest = (request, cancellationToken) => request is { Method: "GET", Path: "/me" }
            ? weChat.Endpoint.RequireSessionAsync(request, MeAsync, cancellationToken)
            : weChat.Endpoint.HandleAsync(request, cancellationToken),
        OnEvent = (_, cancellationToken) => Purge.RunAsync(weChat, cancellationToken),
    };
});

static ValueTask<MiniResponse> MeAsync(MiniSession session, CancellationToken cancellationToken) =>
    new(new MiniResponse(200, "application/json", JsonSerializer.SerializeToUtf8Bytes(new Me(session.ExpiresAt), AppJson.Default.Me)));

static string? Setting(string name) => Environment.GetEnvironmentVariable(name);

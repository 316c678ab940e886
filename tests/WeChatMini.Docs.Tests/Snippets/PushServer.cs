using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Testing;

namespace Snippets;

/// <summary>The server that the readme of WeChatMini.Sdk.Testing pushes to.</summary>
internal sealed class PushServer(WebApplication app) : IAsyncDisposable
{
    public Uri PushAddress => new(app.Urls.Single() + "/wx/push");

    public static async Task<PushServer> StartAsync(FakeWeChat weChat)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(weChat.Clock);
        builder.Services.AddWeChatMini(options =>
        {
            (options.AppId, options.AppSecret, options.BaseAddress) = (weChat.AppId, weChat.AppSecret, weChat.BaseAddress);
            (options.Push.Token, options.Push.EncodingAESKey) = (weChat.Push.Token, weChat.Push.EncodingAESKey);
        }).AddAspNetCore();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapWeChatMini("/wx");
        await app.StartAsync();
        return new PushServer(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

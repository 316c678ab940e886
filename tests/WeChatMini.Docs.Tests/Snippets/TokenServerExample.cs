using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.TokenServer;

namespace Snippets;

internal static class TokenServerExample
{
    public static void Server(WebApplicationBuilder builder)
    {
        #region token-server
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"));

        var app = builder.Build();
        app.MapWeChatTokenServer();                        // POST /wechat/token
        #endregion
    }

    public static void BehindProxy(WebApplicationBuilder builder, IPAddress proxyAddress)
    {
        #region token-server-proxy
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Add(proxyAddress);        // nobody else may claim to have come over TLS
        });

        var app = builder.Build();
        app.UseForwardedHeaders();                         // before MapWeChatTokenServer
        app.MapWeChatTokenServer();
        #endregion
    }

    public static void Function(WebApplicationBuilder builder)
    {
        #region token-server-client
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .UseTokenServer(new Uri("https://tokens.example.com/wechat/token"), builder.Configuration["TokenServerKey"]!);
        #endregion
    }

    public static async Task<MiniResponse> InBytesAsync(WeChatMiniClient weChat, MiniRequest request, CancellationToken cancellationToken)
    {
        #region token-server-bytes
        TokenServerEndpoint server = weChat.CreateTokenServer(); // once
        MiniResponse answer = await server.HandleAsync(request, isPrivate: true, cancellationToken);
        #endregion
        return answer;
    }
}

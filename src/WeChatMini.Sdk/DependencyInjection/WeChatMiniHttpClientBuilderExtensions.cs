using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Http;
using WeChatMini.Sdk.Signatures;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets a client of your own call WeChat's server APIs.</summary>
public static class WeChatMiniHttpClientBuilderExtensions
{
    /// <summary>
    /// Gives a typed client or a Refit interface the app's access token, one retry when WeChat rejects it, our errors and our
    /// hardened transport. Its parts are the innermost ones, whatever else is added to the client and in whatever order.
    /// </summary>
    /// <param name="http">The client. Leave its base address alone and use paths such as <c>/wxa/msg_sec_check</c>, without <c>access_token</c>.</param>
    /// <param name="app">The mini-program's name; empty for the default one.</param>
    /// <remarks>
    /// A failure is a <see cref="WeChatMini.Sdk.Errors.WeChatException"/>; Refit wraps it, see docs/server-apis.md for the line that takes it out.
    /// A body is buffered, so that a retry sends the same bytes. A JSON answer is read up to 1 MiB; any other answer is passed through as a stream.
    /// </remarks>
    public static IHttpClientBuilder AddWeChatMiniApi(this IHttpClientBuilder http, string app = "")
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(app);
        http.Services.AddWeChatMini();
        http.RemoveAllLoggers();
        http.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        http.ConfigureHttpClient(static client =>
        {
            client.BaseAddress ??= WeChatTransport.LogicalAddress;
            client.Timeout = Timeout.InfiniteTimeSpan;
        });

        // After everything that anybody configures for this client, so that ours is the handler at the socket.
        http.Services.AddSingleton<IPostConfigureOptions<HttpClientFactoryOptions>>(provider => new PostConfigureOptions<HttpClientFactoryOptions>(
            http.Name,
            options => options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = new ApiHandler(
                builder.Services.GetRequiredService<IWeChatMiniClients>(),
                builder.Services.GetRequiredService<Instruments>(),
                builder.Services.GetRequiredService<TimeProvider>(),
                new RequestSigner(builder.Services.GetKeyedService<PayKeys>(http.Name)),
                app))));
        return http;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.CloudRun;

namespace WeChatMini.Sdk.AspNetCore.CloudRun;

/// <summary>
/// Lets a mini-program that takes its tokens from CloudRun's headers see every request, those of the application's own endpoints
/// too: one that is forgotten would be a call without a token before long. Nothing is added where no app does so.
/// </summary>
internal sealed class CloudRunObserver(IEnumerable<CloudRunApp> apps, IServiceProvider services) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
    {
        foreach (var name in apps.Where(static app => app.Options.Tokens == CloudRunTokens.Header).Select(static app => app.Name).Distinct())
        {
            builder.Use((context, proceed) =>
            {
                var client = services.GetRequiredService<IWeChatMiniClients>().Get(name);
                client.RequestObserver?.Observe(client.AppId, header => context.Request.Headers[header]);
                return proceed(context);
            });
        }

        next(builder);
    };
}

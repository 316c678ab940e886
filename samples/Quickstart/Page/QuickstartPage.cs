using Microsoft.Extensions.FileProviders;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Sessions;

namespace Quickstart.Page;

/// <summary>The page: the mini-program in a phone, the way of its requests, and switches for trouble. Nothing of it belongs in a real backend.</summary>
internal static class QuickstartPage
{
    // Everything comes from here, and nothing is evaluated: the page works without a network.
    private const string ContentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Puts a stopwatch around what the backend uses. Call it last: it wraps the session store that is there.</summary>
    public static void AddQuickstartPage(this IServiceCollection services, Troubles troubles)
    {
        services.AddSingleton<IStartupFilter, FlowFilter>();
        var store = services.Last(service => service.ServiceType == typeof(ISessionStore) && service.IsKeyedService);
        services.AddKeyedSingleton<ISessionStore>(typeof(WatchedStore), (provider, _) => (ISessionStore)store.KeyedImplementationFactory!(provider, store.ServiceKey));
        services.AddKeyedSingleton<ISessionStore>(store.ServiceKey, (provider, _) => new WatchedStore(provider.GetRequiredKeyedService<ISessionStore>(typeof(WatchedStore)), troubles));
        services.AddHostedService<WeChatSpans>();
    }

    public static void MapQuickstartPage(this WebApplication app, Troubles troubles)
    {
        var web = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "Page", "web"));
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = web });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = web,
            OnPrepareResponse = static file =>
            {
                file.Context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
                file.Context.Response.Headers.CacheControl = "no-cache";
            },
        });
        app.MapGet("/mini-program.js", () => Results.Text(MiniProgramFiles.ToScript(Path.Combine(AppContext.BaseDirectory, "mini-program")), "text/javascript"));

        app.MapGet("/fake/code", troubles.NextCodeAsync);
        app.MapGet("/fake/phone-code", troubles.NextPhoneCode);
        app.MapGet("/fake/trouble", () => troubles.State);
        app.MapPut("/fake/trouble/{name}/{on:bool}", async (string name, bool on, WeChatMiniClient backend) =>
            await troubles.SetAsync(name, on, backend) ? Results.Ok(troubles.State) : Results.NotFound());
    }
}

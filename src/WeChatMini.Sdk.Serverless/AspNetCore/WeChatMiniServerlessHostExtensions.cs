using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using WeChatMini.Sdk.Serverless;
using WeChatMini.Sdk.Serverless.AspNetCore;
using WeChatMini.Sdk.Serverless.Hosts;
using WeChatMini.Sdk.Serverless.Runtime;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Lets an ASP.NET Core application run on function hosts unchanged.</summary>
public static class WeChatMiniServerlessHostExtensions
{
    /// <summary>
    /// Takes requests from wherever this host hands them over: polls the runtime API of AWS Lambda or of a Tencent SCF event function
    /// instead of listening, or listens where Azure Functions, an SCF web function or CloudRun looks. No effect on an ordinary server.
    /// </summary>
    /// <param name="builder">The application's builder.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException"><c>WECHATMINI_HOST</c> or a variable of the host is wrong; the message says which.</exception>
    /// <remarks>
    /// The host is told by its own variables, in this order: <c>AWS_LAMBDA_RUNTIME_API</c> (not under the Lambda Web Adapter),
    /// <c>SCF_RUNTIME_API</c>, <c>FUNCTIONS_CUSTOMHANDLER_PORT</c>, <c>PORT</c>. <c>WECHATMINI_HOST</c> overrides them: <c>lambda</c>,
    /// <c>scf-event</c>, <c>scf-web</c> (port 9000), <c>azure</c> or <c>none</c>. <c>PORT</c> gives way to an address of the application's
    /// own (<c>ASPNETCORE_URLS</c>). Until the server has started, an exception that nobody catches is reported to the host as a failed start, and
    /// the process ends with 1.
    /// </remarks>
    public static WebApplicationBuilder UseServerlessHost(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(static service => service.ServiceType == typeof(FunctionEventHandler)))
        {
            return builder;
        }

        builder.Services.CloseWebServices();
        var choice = HostChoice.Detect(Environment.GetEnvironmentVariable, File.Exists);
        builder.Services.AddSingleton<FunctionEventHandler>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        if (choice.Runtime is { } host)
        {
            var start = new StartWatch(RuntimeApis.Of(host, Environment.GetEnvironmentVariable, TimeProvider.System));
            builder.Services.AddSingleton(start);
            builder.Services.AddSingleton<IServer, RuntimeServer>();
        }
        else if (choice.Url is { } url && (choice.IsFixed || string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey])))
        {
            builder.WebHost.UseUrls(url);
        }

        if (choice.IsAzure && AzureEvents.Of(Environment.GetEnvironmentVariable) is { } azure)
        {
            builder.Services.AddSingleton<IStartupFilter>(azure);
        }

        return builder;
    }

    /// <summary>
    /// Handles the events that are no HTTP requests: a timer, a queue. Nobody can reach the handler over HTTP. Without one such events are
    /// reported to the host as failed.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="handler">Handles one event, with services of its own in <see cref="FunctionEvent.Services"/>; what it throws is logged and reported to the host as a failure of the function, which most hosts answer by sending the event again. The token is cancelled 300 ms before the host's deadline.</param>
    /// <returns>The same application.</returns>
    /// <exception cref="InvalidOperationException"><see cref="UseServerlessHost"/> was not called, or there is a handler already.</exception>
    public static IHost MapFunctionEvent(this IHost app, Func<FunctionEvent, CancellationToken, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(handler);
        var mapped = app.Services.GetService<FunctionEventHandler>() ?? throw new InvalidOperationException("MapFunctionEvent needs builder.UseServerlessHost().");
        mapped.Set(handler);
        return app;
    }
}

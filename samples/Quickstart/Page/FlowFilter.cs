using System.Diagnostics;

namespace Quickstart.Page;

/// <summary>Measures every request, in front of all else, authentication included.</summary>
internal sealed class FlowFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, serve) =>
        {
            var start = Stopwatch.GetTimestamp();
            var flow = RequestFlow.Begin();
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["Server-Timing"] = flow.ToHeader(Stopwatch.GetElapsedTime(start));
                return Task.CompletedTask;
            });
            return serve(context);
        });
        next(app);
    };
}

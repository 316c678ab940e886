using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Serverless.Runtime;

namespace WeChatMini.Sdk.Serverless.AspNetCore;

/// <summary>A server whose requests come from a runtime API instead of a socket.</summary>
internal sealed class RuntimeServer(StartWatch start, FunctionEventHandler events, IHostApplicationLifetime lifetime, TimeProvider clock, ILoggerFactory logs) : IServer
{
    private readonly ILogger _log = logs.CreateLogger(RuntimeLog.Category);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public async Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        var loop = new InvocationLoop(start.Api, new WebApplicationEvents<TContext>(application, events, start.Api.Host, _log), clock, _log);
        using (var ready = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token))
        {
            await loop.ReadyAsync(ready.Token).ConfigureAwait(false);
        }

        start.Started();
        _running = Task.Run(() => RunAsync(loop), CancellationToken.None);
    }

    /// <summary>Ends the polling, and waits for the events in hand for as long as the host's shutdown time allows.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _stop.Dispose();
        start.Api.Dispose();
    }

    private async Task RunAsync(InvocationLoop loop)
    {
        try
        {
            await loop.RunAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            // Nothing is left that could give it work.
            _log.FunctionEnds(cause is RuntimeApiLostException ? cause.Message : cause.ToString());
            Environment.ExitCode = StartFailure.ExitCode;
            lifetime.StopApplication();
        }
    }
}

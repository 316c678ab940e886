using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Serverless.Hosts;
using WeChatMini.Sdk.Serverless.Runtime;

namespace WeChatMini.Sdk.Serverless;

/// <summary>
/// Runs a function without ASP.NET Core: the runtime APIs of AWS Lambda and of Tencent SCF's event functions, straight onto handlers.
/// Hosts that speak HTTP themselves need a web server; use <c>builder.UseServerlessHost()</c> there.
/// </summary>
public static class ServerlessHost
{
    /// <summary>Serves events until the host ends the process.</summary>
    /// <param name="start">Makes the handlers, once. What it throws is reported to the host as a failed start.</param>
    /// <param name="log">Where to log; null, the default, for warnings and errors on the standard error output.</param>
    /// <param name="cancellationToken">Ends the loop after the event in hand; SIGTERM does so, too.</param>
    /// <returns>The process's exit code: 0 when it was asked to end, 1 when it could not start or the runtime API was gone for 30 s.</returns>
    /// <exception cref="InvalidOperationException">This is neither an AWS Lambda function nor an event function of Tencent SCF, or <c>WECHATMINI_HOST</c> or a variable of the host is wrong; the message says which.</exception>
    /// <remarks>One event at a time, or as many as <c>AWS_LAMBDA_MAX_CONCURRENCY</c> says. Nothing runs between events: the process may be frozen.</remarks>
    public static async Task<int> RunAsync(Func<CancellationToken, Task<FunctionHandlers>> start, ILogger? log = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        log ??= new ErrorOutputLog();
        var kind = HostChoice.Detect(Environment.GetEnvironmentVariable, File.Exists).Runtime
            ?? throw new InvalidOperationException($"Without ASP.NET Core only the runtime APIs of AWS Lambda and Tencent SCF are served, and this process is under neither. Use builder.UseServerlessHost() on hosts that send HTTP, or set {HostChoice.Setting}.");
        using var api = RuntimeApis.Of(kind, Environment.GetEnvironmentVariable, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
        InvocationLoop loop;
        try
        {
            var handlers = await start(stop.Token).ConfigureAwait(false);
            loop = new InvocationLoop(api, new HandlerApplication(handlers, kind, log), TimeProvider.System, log);
        }
        catch (Exception cause) when (!stop.IsCancellationRequested)
        {
            // In the process's own output as well, for a host has no more room for it than a line.
            await Console.Error.WriteLineAsync(cause.ToString()).ConfigureAwait(false);
            await StartFailure.ReportAsync(api, cause).ConfigureAwait(false);
            return StartFailure.ExitCode;
        }

        try
        {
            await loop.ReadyAsync(stop.Token).ConfigureAwait(false);
            await loop.RunAsync(stop.Token).ConfigureAwait(false);
        }
        catch (RuntimeApiLostException lost)
        {
            log.FunctionEnds(lost.Message);
            return StartFailure.ExitCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to end before the runtime API was there.
        }

        return 0;
    }

    /// <inheritdoc cref="RunAsync(Func{CancellationToken, Task{FunctionHandlers}}, ILogger?, CancellationToken)"/>
    public static Task<int> RunAsync(Func<FunctionHandlers> start, ILogger? log = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        return RunAsync(_ => Task.FromResult(start()), log, cancellationToken);
    }
}

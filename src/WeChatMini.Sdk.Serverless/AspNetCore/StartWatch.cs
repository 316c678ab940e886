using WeChatMini.Sdk.Serverless.Runtime;

namespace WeChatMini.Sdk.Serverless.AspNetCore;

/// <summary>Until the server has started, an exception that nobody catches is a failed start: the host is told, and the process ends.</summary>
internal sealed class StartWatch
{
    public StartWatch(IRuntimeApi api)
    {
        Api = api;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
    }

    public IRuntimeApi Api { get; }

    public void Started() => AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;

    private void OnUnhandled(object sender, UnhandledExceptionEventArgs failure)
    {
        var cause = (Exception)failure.ExceptionObject;
        Console.Error.WriteLine(cause);
        StartFailure.ReportAsync(Api, cause).GetAwaiter().GetResult();

        // Here, or the runtime ends the process by an abort signal, which hosts take for a crash of their own.
        Environment.Exit(StartFailure.ExitCode);
    }
}

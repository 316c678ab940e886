using System.Diagnostics;
using System.Runtime.InteropServices;

namespace WeChatMini.Sdk.Testing.Tests.Support;

/// <summary>The program as a process of its own.</summary>
internal sealed class FakeProcess : IDisposable
{
    private readonly Process _process;

    private FakeProcess(Process process) => _process = process;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static FakeProcess Start(params string[] arguments)
    {
        // Next to the running runtime, wherever it is installed.
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var program = Path.Combine(AppContext.BaseDirectory, "WeChatMini.FakeWeChat.dll");
        return new FakeProcess(Process.Start(new ProcessStartInfo(dotnet, [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!);
    }

    public async Task<string> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync(Cancellation) ?? "";

    public Task TerminateAsync() => Process.Start("kill", ["-TERM", $"{_process.Id}"]).WaitForExitAsync(Cancellation);

    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync(Cancellation);
        var error = _process.StandardError.ReadToEndAsync(Cancellation);
        await _process.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        return (_process.ExitCode, await output, await error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}

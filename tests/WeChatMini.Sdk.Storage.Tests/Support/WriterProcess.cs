using System.Diagnostics;

namespace WeChatMini.Sdk.Storage.Tests.Support;

/// <summary>The program SessionWriter, in a process of its own.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    private WriterProcess(Process process) => _process = process;

    public static string ProgramPath { get; } = Path.Combine(AppContext.BaseDirectory, "SessionWriter.dll");

    public static WriterProcess Start(params string[] arguments) => StartUnder(null, arguments);

    /// <summary>Starts it under another program, such as strace.</summary>
    public static WriterProcess StartUnder(string[]? wrapper, params string[] arguments)
    {
        string[] line = [.. wrapper ?? [], Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ProgramPath, .. arguments];
        var start = new ProcessStartInfo(line[0]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var argument in line[1..])
        {
            start.ArgumentList.Add(argument);
        }

        return new WriterProcess(Process.Start(start) ?? throw new InvalidOperationException($"{line[0]} did not start."));
    }

    /// <summary>Starts a process that obeys <see cref="AskAsync"/>, and waits until it is ready.</summary>
    public static async Task<WriterProcess> ServeAsync(string path, CancellationToken cancellationToken)
    {
        var process = Start("serve", path);
        if (await process.ReadLineAsync(cancellationToken) != "ready")
        {
            process.Dispose();
            throw new InvalidOperationException("SessionWriter did not become ready.");
        }

        return process;
    }

    /// <summary>Reads a line that the process has written; null after its end.</summary>
    public ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) => _process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>Reads what it wrote before its end. A line without an end is no line: it was not written whole.</summary>
    public async Task<IReadOnlyList<string>> ReadRestAsync(CancellationToken cancellationToken)
    {
        var text = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        return [.. text.Split('\n').SkipLast(1)];
    }

    public async Task<string?> AskAsync(string command, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(command.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        return await ReadLineAsync(cancellationToken);
    }

    /// <summary>Ends it at once, as kill -9 does: nothing is flushed, nothing is closed.</summary>
    public void Kill() => _process.Kill();

    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}

using System.Diagnostics;

namespace WeChatMini.Engines;

/// <summary>
/// A database server of the test's own on a free loopback port, with data in a folder that goes with it. Where the program is missing
/// the test is skipped, or fails when WECHATMINI_ENGINES is <c>required</c>.
/// </summary>
internal abstract class EngineServer : IAsyncDisposable
{
    private Process? _process;

    public int Port { get; private set; }

    /// <summary>Of the process that was started; its children are killed and frozen with it.</summary>
    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The server does not run.");

    /// <summary>Not created yet: some engines insist on making it.</summary>
    protected string Folder => field ??= Path.Combine(Disk?.Path ?? Path.GetTempPath(), "wechatmini-" + Path.GetRandomFileName());

    /// <summary>Where its data is, when not in the folder for temporary files.</summary>
    protected SmallDisk? Disk { get; init; }

    /// <summary>The name of the server's program, and how to get it.</summary>
    protected abstract (string Name, string Install) Program { get; }

    /// <summary>What the server prints when it accepts connections.</summary>
    protected abstract string ReadyLine { get; }

    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Lets the server end by itself, so that it writes down what it has in memory only.</summary>
    public async Task StopAsync()
    {
        ProcessTree.Interrupt(ProcessId);
        await _process!.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await KillAsync();
    }

    /// <summary>Reads all that is on the disk; what the server has not written yet is not there.</summary>
    public async Task<byte[]> ReadFilesAsync()
    {
        using var all = new MemoryStream();
        foreach (var path in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            try
            {
                await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                await file.CopyToAsync(all);
            }
            catch (IOException)
            {
                // A socket, or a file that has gone meanwhile.
            }
        }

        return all.ToArray();
    }

    /// <summary>Starts again on the same port with the same data.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();

        // The kernel may still be busy with what the killed processes held.
        for (var attempt = 0; !await TryListenAsync(Port); attempt++)
        {
            Assert.True(attempt < 50, Program.Name + " does not start again.");
            await Task.Delay(50);
        }
    }

    public void Freeze() => ProcessTree.Freeze(ProcessId);

    public void Thaw() => ProcessTree.Thaw(ProcessId);

    // SIGKILL ends a frozen process too.
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    protected static async Task<T> StartAsync<T>(T server)
        where T : EngineServer
    {
        if (!Programs.Exists(server.Program.Name))
        {
            var missing = $"There is no {server.Program.Name} in PATH ({server.Program.Install}).";
            if (Environment.GetEnvironmentVariable("WECHATMINI_ENGINES") == "required")
            {
                Assert.Fail(missing);
            }

            Assert.Skip(missing);
        }

        try
        {
            await server.PrepareAsync();

            // Between finding a free port and listening on it somebody else may take it.
            for (var attempt = 0; !await server.TryListenAsync(FreePort.Find()); attempt++)
            {
                Assert.True(attempt < 10, server.Program.Name + " does not start.");
            }
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>Makes the data folder.</summary>
    protected abstract Task PrepareAsync();

    protected abstract ProcessStartInfo Command(int port);

    private async Task<bool> TryListenAsync(int port)
    {
        var start = Command(port);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = Path.GetTempPath();
        var process = Process.Start(start)!;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // Read to the end: nothing may stand still because nobody reads on.
        var output = Task.WhenAll(WatchAsync(process.StandardOutput, ready), WatchAsync(process.StandardError, ready));
        if (await Task.WhenAny(ready.Task, output) == ready.Task)
        {
            (_process, Port) = (process, port);
            return true;
        }

        await process.WaitForExitAsync();
        process.Dispose();
        return false;
    }

    private async Task WatchAsync(StreamReader output, TaskCompletionSource ready)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.Contains(ReadyLine, StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;

namespace FunctionHosts;

/// <summary>A function as its host starts it: a program with the host's variables, and without those of the machine that could be taken for a host's.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private static readonly string[] Foreign = ["PORT", "WECHATMINI_HOST", "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    private readonly Process _process;
    private readonly string _folder;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Task _reading;

    private FunctionProcess(Process process, string folder)
    {
        _process = process;
        _folder = folder;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public int Id => _process.Id;

    /// <summary>All that it has printed.</summary>
    public string Output => string.Join('\n', _output);

    public bool HasExited => _process.HasExited;

    /// <summary>Waits until it has printed the text: what it prints before an answer may arrive after it.</summary>
    /// <exception cref="TimeoutException">It has not in 20 seconds.</exception>
    public async Task PrintsAsync(string text)
    {
        for (var start = Stopwatch.GetTimestamp(); !Output.Contains(text, StringComparison.Ordinal);)
        {
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(20))
            {
                throw new TimeoutException($"It did not print '{text}' but: {Output}");
            }

            await Task.Delay(10);
        }
    }

    /// <param name="program">The program; one that ends in .dll is run by dotnet.</param>
    /// <param name="variables">The host's variables and the application's settings; an empty value is left out.</param>
    /// <param name="arguments">What the program is given.</param>
    public static FunctionProcess Start(string program, IEnumerable<KeyValuePair<string, string>> variables, params string[] arguments)
    {
        var start = program.EndsWith(".dll", StringComparison.Ordinal) ? new ProcessStartInfo("dotnet", [program, .. arguments]) : new ProcessStartInfo(program, arguments);
        start.RedirectStandardOutput = start.RedirectStandardError = true;

        // An empty folder of its own, as a host has it: the framework watches all that is in there for changed settings.
        var folder = Directory.CreateTempSubdirectory("wechatmini-function-").FullName;
        start.WorkingDirectory = folder;
        foreach (var name in Foreign)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            if (value.Length > 0)
            {
                start.Environment[name] = value;
            }
        }

        return new FunctionProcess(Process.Start(start)!, folder);
    }

    /// <summary>Waits for the end and gives the exit code.</summary>
    public async Task<int> ExitAsync(TimeSpan limit)
    {
        await _process.WaitForExitAsync().WaitAsync(limit);
        await _reading;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        await _reading;
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            _output.Enqueue(line);
        }
    }
}

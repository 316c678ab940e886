using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using WeChatMini.Sdk.Testing;

namespace TokenShares;

/// <summary>A TokenWorker: one instance of the application in a process of its own.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private static readonly string Program = FindProgram();

    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<Answer>> _asked = new();
    private int _last;

    private Worker(Process process) => _process = process;

    public int Id => _process.Id;

    public static async Task<Worker> StartAsync(FakeWeChat weChat, string share, double secondsAhead = 0, string? clockFile = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[]
        {
            Program, weChat.BaseAddress.ToString(), weChat.AppId, share,
            (secondsAhead + (weChat.Clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).TotalSeconds).ToString(CultureInfo.InvariantCulture),
        })
        {
            start.ArgumentList.Add(argument);
        }

        if (clockFile is not null)
        {
            start.ArgumentList.Add(clockFile);
        }

        var worker = new Worker(Process.Start(start)!);
        await worker._process.StandardInput.WriteLineAsync(weChat.AppSecret);
        await worker._process.StandardInput.FlushAsync();
        _ = Task.Run(worker.ListenAsync);
        await worker._ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return worker;
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <exception cref="WorkerException">It failed, or the worker ended.</exception>
    public async Task<Answer> AskAsync(string command)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var line = string.Create(CultureInfo.InvariantCulture, $"{id} {command}\n");
        lock (_asked)
        {
            _process.StandardInput.Write(line);
            _process.StandardInput.Flush();
        }

        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    /// <summary>It was built like the tests, into the same place below its own project.</summary>
    private static string FindProgram()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var tests = output.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(tests.FullName, "TokenWorker", "bin", output.Parent.Name, output.Name, "TokenWorker.dll");
    }

    private async Task ListenAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "ready")
            {
                _ready.SetResult();
                continue;
            }

            var parts = line.Split(' ', 3);
            var asked = _asked[int.Parse(parts[0], CultureInfo.InvariantCulture)];
            if (parts[1] == "ok")
            {
                asked.SetResult(new Answer(parts[2]));
            }
            else
            {
                asked.SetException(new WorkerException(parts[2]));
            }
        }

        _ready.TrySetException(new WorkerException("ended"));
        foreach (var asked in _asked.Values)
        {
            asked.TrySetException(new WorkerException("ended"));
        }
    }
}

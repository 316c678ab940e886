using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace WeChatMini.Sdk.Tests.Support;

/// <summary>One instance of a backend in a process of its own, which answers each line with one line.</summary>
internal sealed class BackendProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _waiting = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _last;

    private BackendProcess(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "RotationBackend.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        _ = Task.Run(ReadAsync);
    }

    public static async Task<BackendProcess> StartAsync(params string[] arguments)
    {
        var backend = new BackendProcess(arguments);
        await backend._ready.Task;
        return backend;
    }

    public Task<string> AskAsync(string question)
    {
        var number = Interlocked.Increment(ref _last);
        var answer = _waiting[number] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_process)
        {
            _process.StandardInput.WriteLine($"{number} {question}");
            _process.StandardInput.Flush();
        }

        return answer.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ', 2);
            if (words is ["ready"])
            {
                _ready.TrySetResult();
            }
            else if (int.TryParse(words[0], CultureInfo.InvariantCulture, out var number) && _waiting.TryRemove(number, out var answer))
            {
                answer.SetResult(words[1]);
            }
        }

        _ready.TrySetException(new InvalidOperationException("The backend ended before it was ready."));
        foreach (var answer in _waiting.Values)
        {
            answer.TrySetException(new InvalidOperationException("The backend ended."));
        }
    }
}

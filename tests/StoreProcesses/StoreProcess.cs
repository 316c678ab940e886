using System.Collections.Concurrent;
using System.Diagnostics;

namespace StoreProcesses;

/// <summary>A StoreWorker: an instance of an application that has the store open, in a process of its own.</summary>
internal sealed class StoreProcess : IDisposable
{
    private static readonly string Program = FindProgram();

    private readonly ConcurrentDictionary<int, TaskCompletionSource<BinaryReader>> _asked = new();
    private readonly Process _process;
    private readonly Stream _input;
    private readonly Thread _listener;
    private readonly SemaphoreSlim _free;
    private int _last;

    private StoreProcess(Process process, int callsAtOnce)
    {
        _free = new SemaphoreSlim(callsAtOnce);
        _process = process;
        _input = process.StandardInput.BaseStream;
        _listener = new Thread(Listen) { IsBackground = true };
        _listener.Start();
    }

    /// <param name="store">Which store; see StoreWorker.</param>
    /// <param name="callsAtOnce">How many calls it has under way at once; others wait for their turn.</param>
    public static StoreProcess Start(string store, int callsAtOnce)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        // Not as an argument: a connection string may hold a password.
        start.Environment["STORE"] = store;
        return new StoreProcess(Process.Start(start)!, callsAtOnce);
    }

    /// <summary>Makes a call and waits for its answer.</summary>
    /// <exception cref="InvalidOperationException">The store threw, or the process has ended.</exception>
    public async Task<T> AskAsync<T>(StoreVerb verb, Action<BinaryWriter> write, Func<BinaryReader, T> read)
    {
        await _free.WaitAsync();
        try
        {
            return await CallAsync(verb, write, read);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _free.Dispose();
    }

    /// <summary>It was built like the tests, into the same place below its own project.</summary>
    private static string FindProgram()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var tests = output.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(tests.FullName, "StoreWorker", "bin", output.Parent.Name, output.Name, "StoreWorker.dll");
    }

    private async Task<T> CallAsync<T>(StoreVerb verb, Action<BinaryWriter> write, Func<BinaryReader, T> read)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var message = new MemoryStream();
        using (var writer = new BinaryWriter(message))
        {
            writer.Write(0);
            writer.Write(id);
            writer.Write((byte)verb);
            write(writer);
            writer.Seek(0, SeekOrigin.Begin);
            writer.Write((int)message.Length - sizeof(int));
        }

        lock (_input)
        {
            _input.Write(message.ToArray());
            _input.Flush();
        }

        using var reader = await answer.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return read(reader);
    }

    private void Listen()
    {
        using var reader = new BinaryReader(_process.StandardOutput.BaseStream);
        try
        {
            while (true)
            {
                var message = reader.ReadBytes(reader.ReadInt32());
                var answer = new BinaryReader(new MemoryStream(message));
                if (!_asked.TryRemove(answer.ReadInt32(), out var asked))
                {
                    continue;
                }

                if (answer.ReadBoolean())
                {
                    asked.SetResult(answer);
                }
                else
                {
                    asked.SetException(new InvalidOperationException(answer.ReadString()));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            foreach (var asked in _asked.Values)
            {
                asked.TrySetException(new InvalidOperationException("StoreWorker has ended."));
            }
        }
    }
}

namespace WeChatMini.Sdk.Testing.Stores.Histories;

/// <summary>Threads that live for many histories, since starting one takes longer than a call.</summary>
internal sealed class LaneThreads : IDisposable
{
    private readonly SemaphoreSlim[] _starts;
    private readonly CountdownEvent _running = new(1);
    private Action<int>? _work;

    public LaneThreads(int count)
    {
        _starts = [.. Enumerable.Range(0, count).Select(_ => new SemaphoreSlim(0))];
        for (var lane = 0; lane < count; lane++)
        {
            var own = lane;
            new Thread(() => Live(own)) { IsBackground = true, Name = $"lane {own + 1}" }.Start();
        }
    }

    /// <summary>Lets the first threads do something at once, and waits for them. The work must not throw.</summary>
    public void Run(int count, Action<int> work)
    {
        _work = work;
        _running.Reset(count);
        for (var lane = 0; lane < count; lane++)
        {
            _starts[lane].Release();
        }

        _running.Wait();
    }

    public void Dispose()
    {
        _work = null;
        foreach (var start in _starts)
        {
            start.Release();
        }
    }

    private void Live(int lane)
    {
        while (true)
        {
            _starts[lane].Wait();
            if (_work is not { } work)
            {
                return;
            }

            work(lane);
            _running.Signal();
        }
    }
}

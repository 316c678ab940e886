using System.Collections.Concurrent;
using System.Diagnostics;
using WeChatMini.Sdk.Errors;

namespace TokenWorker;

/// <summary>Many callers of one instance: what they got, what failed, and who waited longest.</summary>
internal sealed class Callers(Instance instance)
{
    private readonly ConcurrentDictionary<string, int> _tokens = new();
    private readonly ConcurrentDictionary<string, int> _errors = new();
    private long _calls;
    private long _slowestTicks;
    private volatile bool _mayStop;
    private Task _calling = Task.CompletedTask;

    public override string ToString() =>
        $"calls={Interlocked.Read(ref _calls)} tokens={string.Join(',', _tokens.Keys)} errors={string.Join(',', _errors.Select(error => error.Key + ":" + error.Value))} " +
        $"slowest={TimeSpan.FromTicks(Interlocked.Read(ref _slowestTicks)).TotalMilliseconds:0}";

    public Task OnceAsync(int callers) => Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync)));

    /// <summary>Calls again and again until <see cref="EndAsync"/>.</summary>
    public void Begin(int callers) => _calling = Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
    {
        while (!_mayStop)
        {
            await CallAsync();
            await Task.Delay(1);
        }
    })));

    public Task EndAsync()
    {
        _mayStop = true;
        return _calling;
    }

    /// <summary>Completes when so many more calls than now were made.</summary>
    public async Task MoreAsync(int calls)
    {
        var end = Interlocked.Read(ref _calls) + calls;
        while (Interlocked.Read(ref _calls) < end)
        {
            await Task.Delay(5);
        }
    }

    private async Task CallAsync()
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            _tokens.AddOrUpdate(await instance.GetAsync(), 1, static (_, count) => count + 1);
        }
        catch (WeChatException exception)
        {
            _errors.AddOrUpdate(exception.Kind.ToString(), 1, static (_, count) => count + 1);
        }

        var ticks = Stopwatch.GetElapsedTime(start).Ticks;
        long slowest;
        while (ticks > (slowest = Interlocked.Read(ref _slowestTicks)) && Interlocked.CompareExchange(ref _slowestTicks, ticks, slowest) != slowest)
        {
        }

        Interlocked.Increment(ref _calls);
    }
}

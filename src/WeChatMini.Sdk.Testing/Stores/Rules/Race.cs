using System.Diagnostics;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>Calls that are made at once.</summary>
internal static class Race
{
    private const int Steps = 8;

    /// <summary>Starts all in their order: a task that is queued plainly by another would overtake those before it.</summary>
    public static Task<TAnswer[]> AtOnceAsync<TItem, TAnswer>(IEnumerable<TItem> items, Func<TItem, Task<TAnswer>> call) =>
        Task.WhenAll(items.Select(item => StartAsync(() => call(item))));

    public static Task<T> StartAsync<T>(Func<Task<T>> call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default).Unwrap();

    /// <summary>Says how long a call takes, so that another can be made in the middle of the next one.</summary>
    public static async Task<TimeSpan> TimeAsync(Func<Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        await call();
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Waits a part of that time: none in the first round, in the eighth a little more than all of it, and so again.</summary>
    public static async Task WaitAsync(TimeSpan length, int round)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < length * (round % Steps) / (Steps - 2))
        {
            await Task.Yield();
        }
    }
}

using System.Collections.Concurrent;

namespace WeChatMini.Functions.Tests.Freezes;

/// <summary>What the freezes came to.</summary>
internal sealed class FreezeLog
{
    private readonly ConcurrentQueue<(string Kind, TimeSpan Next)> _thaws = new();
    private int _cutOff;

    public int Count => _thaws.Count;

    /// <summary>What was under way at the freeze got no answer in time.</summary>
    public void CutOff() => Interlocked.Increment(ref _cutOff);

    /// <summary>The next one after a thaw worked, and took so long.</summary>
    public void Worked(string kind, TimeSpan next) => _thaws.Enqueue((kind, next));

    public override string ToString() => string.Join("; ", _thaws.GroupBy(thaw => thaw.Kind).Select(kind =>
        FormattableString.Invariant($"{kind.Count()} x {kind.Key}, the next after {kind.Max(thaw => thaw.Next.TotalMilliseconds):0} ms at most"))) + $"; {Volatile.Read(ref _cutOff)} requests were cut off by their freeze";
}

namespace WeChatMini.Sdk.Testing.Stores.Histories;

/// <summary>Where lanes wait for each other before a call. They spin, at first without letting go of the processor: threads that are woken one by one are done one by one.</summary>
internal sealed class Rendezvous
{
    private const int Hot = 30_000;

    private readonly int[] _expected;
    private int _arrived;

    /// <param name="lengths">How many calls each lane makes; a lane comes before each of them.</param>
    public Rendezvous(IReadOnlyList<int> lengths)
    {
        _expected = new int[lengths.Max()];
        for (var (step, sum) = (0, 0); step < _expected.Length; step++)
        {
            _expected[step] = sum += lengths.Count(length => length > step);
        }
    }

    public void Meet(int step)
    {
        Interlocked.Increment(ref _arrived);
        for (var spins = 0; Volatile.Read(ref _arrived) < _expected[step]; spins++)
        {
            if (spins < Hot && Environment.ProcessorCount > 1)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    /// <summary>Of a lane that goes no further: nobody waits for it.</summary>
    public void GiveUp() => Interlocked.Add(ref _arrived, 1_000_000);
}

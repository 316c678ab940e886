using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Documents;

/// <summary>Lets the writers of one user within this process go one after the other, so that only other processes can get in their way.</summary>
internal sealed class WriterQueue
{
    private readonly Lock _gate = new();
    private readonly Dictionary<UserHandle, Lane> _lanes = [];

    /// <summary>Waits for the turn of the caller, first come, first served.</summary>
    public async ValueTask<Turn> EnterAsync(UserHandle user, CancellationToken cancellationToken)
    {
        Lane? lane;
        lock (_gate)
        {
            if (!_lanes.TryGetValue(user, out lane))
            {
                _lanes.Add(user, lane = new Lane());
            }

            lane.Count++;
        }

        try
        {
            await lane.Turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Leave(user, lane);
            throw;
        }

        return new Turn(this, user, lane);
    }

    private void Leave(UserHandle user, Lane lane)
    {
        lock (_gate)
        {
            if (--lane.Count == 0)
            {
                _lanes.Remove(user);
                lane.Turns.Dispose();
            }
        }
    }

    internal readonly struct Turn(WriterQueue queue, UserHandle user, Lane lane) : IDisposable
    {
        public void Dispose()
        {
            lane.Turns.Release();
            queue.Leave(user, lane);
        }
    }

    internal sealed class Lane
    {
        public SemaphoreSlim Turns { get; } = new(1, 1);

        /// <summary>How many hold it or wait for it.</summary>
        public int Count { get; set; }
    }
}

using WeChatMini.Sdk.Testing.Faults;
using WeChatMini.Sdk.Testing.Server;

namespace WeChatMini.Sdk.Testing;

/// <summary>What goes wrong at a <see cref="FakeWeChat"/>. Requests to the control API never fail.</summary>
public sealed class FakeFaults
{
    private readonly Lock _gate = new();
    private readonly List<PlannedFault> _next = [];
    private readonly List<PlannedFault> _always = [];
    private Restraint _restraint = new();

    internal FakeFaults()
    {
    }

    /// <summary>Makes the next requests fail. Several calls queue up; a queued fault comes before an <see cref="Always"/> one.</summary>
    /// <param name="fault">What happens to them.</param>
    /// <param name="count">How many requests; 1 by default.</param>
    /// <param name="path">Only requests to this path; null, the default, for all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public void Next(FakeFault fault, int count = 1, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        lock (_gate)
        {
            _next.Add(new PlannedFault(fault, path, count));
        }
    }

    /// <summary>Makes every request fail until <see cref="Clear"/>. A later call takes the place of an earlier one for the same path.</summary>
    /// <param name="fault">What happens to them.</param>
    /// <param name="path">Only requests to this path; null, the default, for all that have no fault of their own.</param>
    public void Always(FakeFault fault, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_gate)
        {
            _always.RemoveAll(planned => planned.Path == path);
            _always.Add(new PlannedFault(fault, path, 1));
        }
    }

    /// <summary>Ends all faults, and lets go of requests that hang or wait because of one.</summary>
    public void Clear()
    {
        Restraint lifted;
        lock (_gate)
        {
            _next.Clear();
            _always.Clear();
            (lifted, _restraint) = (_restraint, new Restraint());
        }

        lifted.Lift();
    }

    /// <summary>Takes the fault that is due for a request, and the token that <see cref="Clear"/> cancels.</summary>
    internal (FakeFault? Fault, CancellationToken Released) Take(string path)
    {
        lock (_gate)
        {
            var planned = _next.Find(candidate => candidate.Covers(path));
            if (planned is { } && --planned.Left == 0)
            {
                _next.Remove(planned);
            }

            planned ??= _always.Find(candidate => candidate.Path == path) ?? _always.Find(candidate => candidate.Path is null);
            return (planned?.Fault, _restraint.Lifted);
        }
    }
}

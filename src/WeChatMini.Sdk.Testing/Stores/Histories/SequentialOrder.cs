namespace WeChatMini.Sdk.Testing.Stores.Histories;

/// <summary>
/// Looks for an order in which the calls of a history, made one at a time on the model, give the same answers and the same
/// end: no call before one that had ended when it began (Wing and Gong, 1993). A state that was seen with the same calls left
/// is not looked at again (Lowe, 2017).
/// </summary>
/// <param name="names">The names of the history.</param>
/// <param name="calls">What was called, when, and answered; at most 64.</param>
/// <param name="end">What the store showed afterwards.</param>
internal sealed class SequentialOrder(HistoryNames names, IReadOnlyList<RecordedCall> calls, string end)
{
    private readonly HashSet<(ulong Done, string State)> _dead = [];

    public bool Exists() => Exists(new ModelSessionStore(), done: 0, calls.Count);

    private bool Exists(ModelSessionStore model, ulong done, int left)
    {
        if (left == 0)
        {
            return HistoryOperation.SeeAllAsync(model, names, default).GetAwaiter().GetResult() == end;
        }

        if (!_dead.Add((done, model.Fingerprint(names))))
        {
            return false;
        }

        var firstEnd = calls.Where((_, index) => (done & (1UL << index)) == 0).Min(call => call.Ended);
        for (var index = 0; index < calls.Count; index++)
        {
            if ((done & (1UL << index)) != 0 || calls[index].Began > firstEnd)
            {
                continue;
            }

            var next = model.Copy();
            if (calls[index].Operation.RunAsync(next, names, default).GetAwaiter().GetResult() != calls[index].Answer)
            {
                continue;
            }

            var now = done | (1UL << index);
            if (Exists(next, now, left - 1) || (next.WithoutKey() is { } dropped && Exists(dropped, now, left - 1)))
            {
                return true;
            }
        }

        return false;
    }
}

namespace WeChatMini.Sdk.Storage.Tests.Linearizability;

/// <summary>
/// Looks for an order in which the calls of a history, made one at a time on the model, give the same answers and the same
/// end: no call before one that had ended when it began (Wing and Gong, 1993).
/// </summary>
/// <param name="names">The names of the history.</param>
/// <param name="calls">What was called, when, and answered.</param>
/// <param name="end">What the store showed afterwards.</param>
/// <param name="seesKeys">Whether session keys are compared. With purges they are not: what is left of a user without sessions is the store's choice.</param>
internal sealed class SequentialOrder(HistoryNames names, IReadOnlyList<RecordedCall> calls, string end, bool seesKeys)
{
    private readonly bool[] _done = new bool[calls.Count];

    public bool Exists() => Exists(new ModelSessionStore(), calls.Count);

    private bool Exists(ModelSessionStore model, int left)
    {
        if (left == 0)
        {
            return IsAlike(SessionOperation.SeeAllAsync(model, names).GetAwaiter().GetResult(), end);
        }

        var firstEnd = calls.Where((_, index) => !_done[index]).Min(call => call.Ended);
        for (var index = 0; index < calls.Count; index++)
        {
            if (_done[index] || calls[index].Began > firstEnd)
            {
                continue;
            }

            var next = model.Copy();
            if (!IsAlike(calls[index].Operation.RunAsync(next, names).GetAwaiter().GetResult(), calls[index].Answer))
            {
                continue;
            }

            _done[index] = true;
            if (Exists(next, left - 1))
            {
                return true;
            }

            _done[index] = false;
        }

        return false;
    }

    private bool IsAlike(string left, string right) => seesKeys ? left == right : WithoutKeys(left) == WithoutKeys(right);

    private static string WithoutKeys(string answer) => string.Join('\n', answer.Split('\n').Select(line => line.Split(" key ")[0]));
}
